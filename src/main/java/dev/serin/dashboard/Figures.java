package dev.serin.dashboard;

import java.time.Duration;
import java.util.Locale;

/** How the page writes numbers: short, and always with their unit. */
final class Figures {

    private Figures() {
    }

    /** With two digits after the point, and rounded down: 99.999 % is not all of it. @param ratio 0..1 */
    static String percent(double ratio) {
        return ratio == 1 ? "100 %" : String.format(Locale.ROOT, "%.2f %%", Math.floor(ratio * 10_000) / 100);
    }

    /** A number without a unit, with two digits. */
    static String plain(double number) {
        return Math.abs(number) < 0.005 ? "0" : String.format(Locale.ROOT, "%.2f", number);
    }

    static String millis(double millis) {
        return millis < 1000 ? shortened(millis) + " ms" : shortened(millis / 1000) + " s";
    }

    static String perSecond(double rate) {
        return shortened(rate) + " /s";
    }

    /** In the largest unit that fits, rounded down. */
    static String length(Duration length) {
        if (length.toSeconds() < 60) {
            return length.toSeconds() + " s";
        }
        if (length.toMinutes() < 60) {
            return length.toMinutes() + " min";
        }
        return length.toHours() < 48 ? length.toHours() + " h" : length.toDays() + " d";
    }

    private static String shortened(double number) {
        String pattern = number == 0 || number >= 100 ? "%.0f" : number >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, number);
    }
}

package dev.serin.guardrail;

import java.time.Duration;

/** How verdicts spell numbers. Plain concatenation: training asks the guardrails millions of times. */
final class Wording {

    private static final long SECONDS_ONLY = 120;

    private Wording() {
    }

    /** {@code 35 s}, {@code 5 min 30 s}, {@code 6 h}. */
    static String of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < SECONDS_ONLY) {
            return seconds + " s";
        }
        String hours = part(duration.toHours(), "h");
        return (hours + part(duration.toMinutesPart(), "min") + part(duration.toSecondsPart(), "s")).strip();
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + " ";
    }

    /** {@code 12.5 %} for 0.125. */
    static String percent(double ratio) {
        double percent = Math.round(ratio * 1000) / 10.0;
        return (percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent)) + " %";
    }
}

package dev.serin.simulation.flagger;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 500ms}, {@code 10s}, {@code 1m30s}. */
final class GoDuration {

    private static final Pattern PART = Pattern.compile("(\\d+)(ms|s|m|h)");

    private GoDuration() {
    }

    /** What the text says, or the default where it says nothing that Go would read. */
    static Duration parse(String text, Duration otherwise) {
        if (!text.matches("(\\d+(ms|s|m|h))+")) {
            return otherwise;
        }
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find();) {
            sum = sum.plus(length(Long.parseLong(part.group(1)), part.group(2)));
        }
        return sum;
    }

    private static Duration length(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }
}

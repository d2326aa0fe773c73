package dev.serin.guardrail;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Weight;
import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Reads settings from a Canary's annotations, spelt as in configuration. What is absent or cannot be read keeps its
 * fallback; what cannot be read is also remembered.
 */
final class Annotations {

    static final String PREFIX = "serin.dev/";

    private static final Pattern WORD = Pattern.compile(GuardrailConfig.SEVERITY);
    private static final int COUNT_MAXIMUM = 1_000_000_000;
    private static final Duration DURATION_MAXIMUM = Duration.ofDays(365);

    private final Map<String, String> annotations;
    private final Set<String> problems = new LinkedHashSet<>();

    Annotations(Map<String, String> annotations) {
        this.annotations = annotations;
    }

    Weight weight(String key, Weight fallback) {
        return new Weight(points(key, fallback.percent()));
    }

    int points(String key, int fallback) {
        return read(key, fallback, Integer::valueOf, points -> points >= 1 && points <= 99, "a whole number from 1 to 99");
    }

    long count(String key, long fallback) {
        return read(key, fallback, Long::valueOf, count -> count >= 0 && count <= COUNT_MAXIMUM, "a whole number from 0 up");
    }

    long atLeastOne(String key, long fallback) {
        return read(key, fallback, Long::valueOf, count -> count >= 1 && count <= COUNT_MAXIMUM, "a whole number from 1 up");
    }

    double ratio(String key, double fallback) {
        return read(key, fallback, Double::valueOf, ratio -> ratio > 0 && ratio <= 1, "a number above 0, at most 1");
    }

    Duration duration(String key, Duration fallback) {
        return read(key, fallback, DurationConverter::parseDuration, time -> isBetween(Duration.ZERO, time),
                "a duration such as 90s");
    }

    Duration limit(String key, Duration fallback) {
        return read(key, fallback, DurationConverter::parseDuration, time -> isBetween(Duration.ofMillis(1), time),
                "a duration above 0 such as 6h");
    }

    private static boolean isBetween(Duration least, Duration time) {
        return time.compareTo(least) >= 0 && time.compareTo(DURATION_MAXIMUM) <= 0;
    }

    boolean flag(String key, boolean fallback) {
        return read(key, String.valueOf(fallback), Function.identity(), List.of("true", "false")::contains, "true or false")
                .equals("true");
    }

    List<FreezeWindow> windows(String key, List<FreezeWindow> fallback) {
        return read(key, fallback, Annotations::windows, windows -> true,
                "a list of windows such as 'Fri 16:00-Mon 08:00 Europe/Berlin', separated by commas");
    }

    private static List<FreezeWindow> windows(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(FreezeWindow::of).toList();
    }

    List<String> words(String key, List<String> fallback) {
        return read(key, fallback, Annotations::words, words -> words.stream().allMatch(WORD.asMatchPredicate()),
                "words in lower case such as 'critical', separated by commas");
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    void refuse(InvalidField problem) {
        problems.add(problem.getMessage());
    }

    /** What could not be read, in one line. */
    Optional<String> problem() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private <T> T read(String key, T fallback, Function<String, T> parse, Predicate<T> isLegal, String shape) {
        String text = annotations.get(PREFIX + key);
        Optional<T> value = Optional.ofNullable(text).flatMap(present -> parsed(present.strip(), parse)).filter(isLegal);
        if (text != null && value.isEmpty()) {
            refuse(new InvalidField(PREFIX + key, "cannot be read", "write " + shape));
        }
        return value.orElse(fallback);
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.ofNullable(parse.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

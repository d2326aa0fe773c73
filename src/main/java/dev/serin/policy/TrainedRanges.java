package dev.serin.policy;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.serin.canary.InvalidField;
import dev.serin.observation.Evidence;
import dev.serin.observation.Observation;
import dev.serin.observation.Totals;

/**
 * What kind of service a model was trained on, from its metadata {@code serin.trained-ranges}: {@code
 * interval-seconds=10..60,requests-per-second=0.2..2000}. The features themselves are clipped, in training as here, so
 * none of them can be out of its range; but of other intervals or another traffic the model has learnt nothing. Without
 * the metadata everything is taken to be in range.
 *
 * @param requestsPerSecond of both versions, as a mean over the release
 */
record TrainedRanges(Range intervalSeconds, Range requestsPerSecond) {

    static final TrainedRanges ANY = new TrainedRanges(Range.ANY, Range.ANY);

    private static final String KEY = "serin.trained-ranges";
    private static final String SHAPE = "interval-seconds=10..60,requests-per-second=0.2..2000";
    private static final Pattern FORMAT = Pattern
            .compile("interval-seconds=([\\d.]+?)\\.\\.([\\d.]+),requests-per-second=([\\d.]+?)\\.\\.([\\d.]+)");
    /** The mean of a few intervals, and of another hour of the day, strays from the one that a release was drawn with. */
    private static final double STRAY = 3;

    record Range(double min, double max) {

        private static final Range ANY = new Range(0, Double.POSITIVE_INFINITY);

        private static Range of(String min, String max) {
            return new Range(Double.parseDouble(min), Double.parseDouble(max));
        }

        private boolean holds(double value, double slack) {
            return value >= min / slack && value <= max * slack;
        }

        @Override
        public String toString() {
            return "%s to %s".formatted(plain(min), plain(max));
        }
    }

    /** @throws InvalidField when the metadata is there and cannot be read */
    static TrainedRanges of(Map<String, String> metadata) {
        if (!metadata.containsKey(KEY)) {
            return ANY;
        }
        try {
            Matcher ranges = FORMAT.matcher(metadata.get(KEY));
            if (ranges.matches()) {
                return new TrainedRanges(Range.of(ranges.group(1), ranges.group(2)),
                        Range.of(ranges.group(3), ranges.group(4)));
            }
        } catch (NumberFormatException notNumbers) {
            // As any other text that cannot be read.
        }
        throw new InvalidField("serin.policy.model", "has metadata " + KEY + " that cannot be read", "write it as " + SHAPE);
    }

    /** What is out of range, with the numbers; empty when nothing is. */
    Optional<String> left(Observation seen) {
        double seconds = seen.interval().length().toMillis() / 1000.0;
        if (!intervalSeconds.holds(seconds, 1)) {
            return Optional.of("the interval is %s s, the model knows %s s".formatted(plain(seconds), intervalSeconds));
        }
        return rate(seen.evidence(), seconds).filter(rate -> !requestsPerSecond.holds(rate, STRAY))
                .map(rate -> "%s requests per second, the model knows %s".formatted(plain(rate), requestsPerSecond));
    }

    private static Optional<Double> rate(Evidence evidence, double seconds) {
        Totals totals = evidence.totals();
        return evidence.comparable() == 0 ? Optional.empty()
                : Optional.of((totals.canaryRequests() + totals.primaryRequests()) / (evidence.comparable() * seconds));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Findings.count(number) : String.valueOf(Math.round(number * 100) / 100.0);
    }
}

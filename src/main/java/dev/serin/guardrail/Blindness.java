package dev.serin.guardrail;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** What cannot be seen although a step forward needs it. */
public final class Blindness {

    private Blindness() {
    }

    /**
     * One line with what is missing in the newest interval, in the readings' own words. At weight 0 only the primary has to be
     * counted: the canary has no traffic that could be.
     */
    public static Optional<String> of(Observation observation) {
        Set<String> missing = new LinkedHashSet<>();
        collect(observation.interval().primary(), missing);
        if (!observation.weight().isZero()) {
            collect(observation.interval().canary(), missing);
            latency(observation.interval()).ifPresent(missing::add);
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
    }

    /** Whether there is anything to say of {@link #of}. */
    static boolean isIn(Observation observation) {
        Interval newest = observation.interval();
        return !newest.primary().isCounted()
                || !observation.weight().isZero() && (!newest.canary().isCounted() || lacksOneHistogram(newest));
    }

    private static Optional<String> latency(Interval newest) {
        return lacksOneHistogram(newest)
                ? Optional.of("latency of the " + (newest.canary().latency().isPresent() ? "primary" : "canary")
                        + ": no histogram")
                : Optional.empty();
    }

    /** One version without its histogram cannot be compared; where neither ever had one, latency is not measured at all. */
    private static boolean lacksOneHistogram(Interval newest) {
        boolean traffic = newest.canary().requests().orElse(0) > 0 && newest.primary().requests().orElse(0) > 0;
        return traffic && newest.canary().latency().isPresent() != newest.primary().latency().isPresent();
    }

    private static void collect(VersionReading version, Set<String> missing) {
        collect(version.requests(), missing);
        collect(version.errors(), missing);
    }

    private static void collect(Reading reading, Set<String> missing) {
        if (reading instanceof Reading.NoData noData) {
            missing.add(noData.reason());
        }
    }
}

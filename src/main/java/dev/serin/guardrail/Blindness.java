package dev.serin.guardrail;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

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
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
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

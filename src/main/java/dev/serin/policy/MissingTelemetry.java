package dev.serin.policy;

import java.util.Optional;

import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** What of the newest interval is missing that a model cannot do without. */
final class MissingTelemetry {

    private MissingTelemetry() {
    }

    /** One line; empty when requests, errors and, where there was traffic, latency of both versions are there. */
    static Optional<String> of(Observation seen) {
        Interval newest = seen.interval();
        return counts(newest).or(() -> latency("canary", newest.canary())).or(() -> latency("primary", newest.primary()));
    }

    /** The first count that is missing. */
    static Optional<String> counts(Interval newest) {
        return counts("canary", newest.canary()).or(() -> counts("primary", newest.primary()));
    }

    private static Optional<String> counts(String version, VersionReading reading) {
        return missing(reading.requests()).or(() -> missing(reading.errors()))
                .map(reason -> "telemetry of the " + version + " is missing, " + reason);
    }

    private static Optional<String> missing(Reading reading) {
        return reading instanceof Reading.NoData none ? Optional.of(none.reason()) : Optional.empty();
    }

    private static Optional<String> latency(String version, VersionReading reading) {
        boolean blind = reading.requests().orElse(0) > 0 && reading.latency().isEmpty();
        return blind ? Optional.of("latency of the " + version + " is missing, no histogram") : Optional.empty();
    }
}

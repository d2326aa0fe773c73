package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Both versions over the same stretch of time, and the configured extra signals.
 *
 * @param end the {@code time} that Prometheus was asked for
 * @param length how far back the counts reach
 * @param signals configured optional readings by name, for example a business rate or node pressure
 */
public record Interval(Instant end, Duration length, VersionReading canary, VersionReading primary,
        Map<String, Reading> signals) {

    public Interval {
        signals = Map.copyOf(signals);
    }

    /** Both versions were counted, so that they can be compared. */
    public boolean isComparable() {
        return canary.isCounted() && primary.isCounted();
    }
}

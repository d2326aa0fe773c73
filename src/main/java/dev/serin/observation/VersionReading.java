package dev.serin.observation;

import java.util.Optional;

/**
 * What one version, canary or primary, did in one interval. No traffic is {@code requests = 0}; no telemetry is a missing
 * {@code requests}.
 *
 * @param requests how many were answered
 * @param errors how many of them failed; 0 only when requests were counted and no failing series exists
 * @param latency how long they took; empty when the histogram is missing
 * @param cpuSeconds CPU time used by all replicas
 */
public record VersionReading(Reading requests, Reading errors, Optional<Histogram> latency, Reading cpuSeconds) {

    /** A version of which nothing could be read, for one reason. */
    public static VersionReading missing(String reason) {
        Reading missing = new Reading.NoData(reason);
        return new VersionReading(missing, missing, Optional.empty(), missing);
    }

    /** Requests and errors were both read: the least that a decision to advance needs. */
    public boolean isCounted() {
        return requests.isPresent() && errors.isPresent();
    }

    /** CPU seconds per request; missing without traffic. */
    public Reading cpuPerRequestSeconds() {
        if (cpuSeconds instanceof Reading.Value cpu && requests instanceof Reading.Value count && count.number() > 0) {
            return new Reading.Value(cpu.number() / count.number());
        }
        return cpuSeconds.isPresent() ? new Reading.NoData("no request to share the CPU time between") : cpuSeconds;
    }
}

package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the canary has been at the weight it has now. Kept by Serin, not by counting Flagger's ticks, which come
 * early after a restart or a change of interval.
 *
 * @param since when the weight was first seen; progress is believed only when observed
 * @param requests what the canary answered at this weight
 */
public record Dwell(Instant since, double requests) {

    public Duration lengthAt(Instant now) {
        return Duration.between(since, now);
    }

    public Dwell plusRequests(double more) {
        return new Dwell(since, requests + more);
    }
}

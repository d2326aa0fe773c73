package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * One stretch of time on a grid that all canaries with the same interval and provider share: they can be asked about
 * together, and none is counted twice.
 *
 * @param provider whose template asks
 * @param length the interval of the analysis, at least a millisecond
 * @param end where the counts end; a multiple of the length since the epoch
 */
record Slot(String provider, Duration length, Instant end) {

    /** The newest slot that had ended {@code delay} ago. */
    static Slot newest(String provider, Duration length, Duration delay, Instant now) {
        long millis = length.toMillis();
        long ended = Math.floorDiv(now.minus(delay).toEpochMilli(), millis) * millis;
        return new Slot(provider, length, Instant.ofEpochMilli(ended));
    }

    Slot endingAt(Instant earlier) {
        return new Slot(provider, length, earlier);
    }
}

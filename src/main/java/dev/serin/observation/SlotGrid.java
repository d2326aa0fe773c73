package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * Where intervals end: at the multiples of their length since the epoch, so that canaries with the same interval are asked about
 * together and a repeated hook sees the interval it has seen.
 */
final class SlotGrid {

    private SlotGrid() {
    }

    /**
     * The newest interval end that telemetry is complete for.
     *
     * @param delay how far telemetry lags: one scrape interval
     */
    static Instant newestEnd(Instant now, Duration delay, Duration length) {
        long millis = now.minus(delay).toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, length.toMillis()));
    }
}

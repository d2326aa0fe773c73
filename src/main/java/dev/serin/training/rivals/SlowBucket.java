package dev.serin.training.rivals;

import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;

/**
 * Where requests begin to be slow: the first bucket's bound at or above the primary's 92nd percentile, found once from its
 * first
 * thousand requests and kept, so that it is chosen before the canary is judged by it.
 */
final class SlowBucket {

    private static final double PERCENTILE = 0.92;
    private static final double ENOUGH = 1000;

    private int bucket;
    private double seen;

    /** The slow requests of the interval. */
    Tally tally(Interval interval) {
        if (seen < ENOUGH) {
            interval.primary().latency().ifPresent(this::look);
        }
        return seen > 0 ? Tally.ofSlow(interval, bucket) : Tally.NONE;
    }

    private void look(Histogram primary) {
        double total = primary.total();
        if (total <= seen) {
            return;
        }
        seen = total;
        double upTo = primary.count(0);
        for (bucket = 0; upTo < PERCENTILE * total; upTo += primary.count(bucket)) {
            bucket++;
        }
    }
}

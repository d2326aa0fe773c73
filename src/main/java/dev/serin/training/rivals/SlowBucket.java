package dev.serin.training.rivals;

import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;

/**
 * Where requests begin to be slow: a bucket's bound by the primary's 92nd percentile, found once from its first thousand
 * requests and kept, so that it is chosen before the canary is judged by it.
 */
final class SlowBucket {

    private static final double SLOW_SHARE = 0.08;
    private static final double ENOUGH = 1000;

    private final boolean nearest;
    private int bucket;
    private double seen;

    private SlowBucket(boolean nearest) {
        this.nearest = nearest;
    }

    /** The first bound at or above the percentile. */
    static SlowBucket above() {
        return new SlowBucket(false);
    }

    /** The bound that lets the share of slow requests be nearest to 8 %: it never leaves too few of them to compare. */
    static SlowBucket nearest() {
        return new SlowBucket(true);
    }

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
        double above = total;
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < primary.size() - 1; i++) {
            above -= primary.count(i);
            double ratio = Math.log((above + 1) / (SLOW_SHARE * total + 1));
            double distance = ratio > 0 && !nearest ? Double.MAX_VALUE : Math.abs(ratio);
            bucket = distance < best ? i : bucket;
            best = Math.min(best, distance);
        }
    }
}

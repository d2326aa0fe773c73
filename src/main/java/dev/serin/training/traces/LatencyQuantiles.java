package dev.serin.training.traces;

import dev.serin.observation.Histogram;
import dev.serin.simulation.service.Draws;
import dev.serin.simulation.service.LatencyBuckets;

/**
 * A distribution of latency of which only four quantiles were recorded. In between, the share of requests rises linearly with
 * the logarithm of the latency; beyond the 99th percentile it goes on as before it, and the faster half mirrors the slower one.
 */
public final class LatencyQuantiles {

    private static final double[] SHARES = { 0.5, 0.9, 0.95, 0.99 };
    private static final double P99 = 0.99;
    /** Quantiles of few requests are often equal; a distribution function needs them apart. */
    private static final double LEAST_RATIO = Math.log(1.001);
    private static final Histogram EMPTY = empty();

    private final double[] logMillis = new double[SHARES.length];

    /** Quantiles that are out of order are taken as equal to the one below. All above 0. */
    public LatencyQuantiles(double p50Millis, double p90Millis, double p95Millis, double p99Millis) {
        double[] millis = { p50Millis, p90Millis, p95Millis, p99Millis };
        logMillis[0] = Math.log(millis[0]);
        for (int i = 1; i < millis.length; i++) {
            logMillis[i] = Math.max(Math.log(millis[i]), logMillis[i - 1] + LEAST_RATIO);
        }
    }

    public double p99Millis() {
        return Math.exp(logMillis[logMillis.length - 1]);
    }

    /** The share of requests that take less, 0..1. */
    public double shareBelow(double millis) {
        return millis > 0 ? shareBelowLog(Math.log(millis)) : 0;
    }

    private double shareBelowLog(double log) {
        return log < logMillis[0] ? 1 - slowerHalf(2 * logMillis[0] - log) : slowerHalf(log);
    }

    private double slowerHalf(double log) {
        int above = 1;
        while (above < SHARES.length - 1 && log > logMillis[above]) {
            above++;
        }
        double slope = (SHARES[above] - SHARES[above - 1]) / (logMillis[above] - logMillis[above - 1]);
        return Math.min(1, SHARES[above - 1] + slope * (log - logMillis[above - 1]));
    }

    /** How many more requests than one in a hundred take longer than the 99th percentile when all are slower, 0..0.99. */
    public double excessSlowShare(double factor) {
        return factor > 1 ? Math.max(0, P99 - shareBelowLog(logMillis[logMillis.length - 1] - Math.log(factor))) : 0;
    }

    /** Spreads requests over Prometheus's default buckets. */
    Histogram draw(long requests, double factor, Draws draws) {
        double[] counts = new double[EMPTY.size()];
        long left = requests;
        double below = 0;
        for (int bucket = 0; bucket < counts.length - 1; bucket++) {
            double upTo = shareBelow(EMPTY.upperBoundMillis(bucket) / factor);
            long inBucket = below < 1 ? draws.binomial(left, Math.min(1, (upTo - below) / (1 - below))) : left;
            counts[bucket] = inBucket;
            left -= inBucket;
            below = upTo;
        }
        counts[counts.length - 1] = left;
        return EMPTY.withCounts(counts);
    }

    private static Histogram empty() {
        double[] bounds = LatencyBuckets.BOUNDS.stream()
                .mapToDouble(bound -> bound.equals("+Inf") ? Double.POSITIVE_INFINITY : 1000 * Double.parseDouble(bound))
                .toArray();
        return new Histogram(bounds, new double[bounds.length]);
    }
}

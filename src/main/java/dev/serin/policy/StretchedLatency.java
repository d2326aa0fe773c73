package dev.serin.policy;

import dev.serin.observation.Histogram;

/** The histogram that would have been counted if each request had taken so many times as long. */
final class StretchedLatency {

    private StretchedLatency() {
    }

    /** Requests are taken to lie evenly within their bucket, as quantiles take them; the infinite bucket stays. */
    static Histogram of(Histogram latency, double factor) {
        double[] counts = new double[latency.size()];
        double lower = 0;
        for (int i = 0; i < counts.length; i++) {
            double upper = latency.upperBoundMillis(i);
            if (Double.isInfinite(upper)) {
                counts[i] += latency.count(i);
            } else {
                spread(latency, counts, latency.count(i), factor * lower, factor * upper);
            }
            lower = upper;
        }
        return latency.withCounts(counts);
    }

    private static void spread(Histogram bounds, double[] counts, double requests, double from, double to) {
        double lower = 0;
        for (int i = 0; i < counts.length; i++) {
            double upper = i == counts.length - 1 ? Double.POSITIVE_INFINITY : bounds.upperBoundMillis(i);
            double overlap = Math.min(to, upper) - Math.max(from, lower);
            counts[i] += overlap > 0 ? requests * overlap / (to - from) : 0;
            lower = upper;
        }
    }
}

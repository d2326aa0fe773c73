package dev.serin.simulation.service;

import java.util.List;

/** Prometheus's default buckets, and how a lognormal latency falls into them. */
public final class LatencyBuckets {

    /** Upper bounds in seconds as the exporter spells them ({@code prometheus.DefBuckets} of client_golang). */
    public static final List<String> BOUNDS = List.of("0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5",
            "10",
            "+Inf");

    private static final double[] LOG_MILLIS = BOUNDS.stream()
            .mapToDouble(bound -> bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Math.log(1000 * Double.parseDouble(bound)))
            .toArray();

    private LatencyBuckets() {
    }

    /**
     * Spreads requests over the buckets at random.
     *
     * @param sigma the spread of the latency's logarithm
     * @return counts per bucket, not cumulative
     */
    static long[] spread(long requests, double medianMillis, double sigma, Draws draws) {
        long[] counts = new long[LOG_MILLIS.length];
        long left = requests;
        double below = 0;
        for (int bucket = 0; bucket < counts.length && left > 0; bucket++) {
            double upTo = normalCdf((LOG_MILLIS[bucket] - Math.log(medianMillis)) / sigma);
            double chance = below < 1 ? Math.min(1, (upTo - below) / (1 - below)) : 1;
            counts[bucket] = bucket == counts.length - 1 ? left : draws.binomial(left, chance);
            left -= counts[bucket];
            below = upTo;
        }
        return counts;
    }

    /** Abramowitz and Stegun 26.2.17, error below 1e-7. */
    private static double normalCdf(double x) {
        if (Double.isInfinite(x)) {
            return x > 0 ? 1 : 0;
        }
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x >= 0 ? 1 - tail : tail;
    }
}

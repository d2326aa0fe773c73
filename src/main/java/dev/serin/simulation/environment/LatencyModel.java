package dev.serin.simulation.environment;

import dev.serin.observation.Histogram;
import dev.serin.simulation.service.Chance;
import dev.serin.simulation.service.Draws;
import dev.serin.simulation.service.LatencyBuckets;

/** The latency of a healthy service: a lognormal body and a slower lognormal component, scaled to its 99th percentile. */
final class LatencyModel {

    private static final double[] LOG_BOUNDS = LatencyBuckets.BOUNDS.stream().filter(bound -> !bound.equals("+Inf"))
            .mapToDouble(bound -> Math.log(1000 * Double.parseDouble(bound))).toArray();
    private static final Histogram EMPTY = empty();
    private static final double P99 = 0.99;
    /** From here on the rest is in this bucket. */
    private static final double ALL = 1 - 1e-9;
    private static final double SLOW_SPREAD = 0.5;

    private final double bodyCentre;
    private final double slowCentre;
    private final double bodySpread;
    private final double slowShare;
    private final double logP99;

    private LatencyModel(Scenario.Baseline baseline, double centre) {
        this.bodyCentre = centre;
        this.slowCentre = centre + Math.log(baseline.slowFactor());
        this.bodySpread = baseline.bodySpread();
        this.slowShare = baseline.slowShare();
        this.logP99 = Math.log(baseline.latencyP99Millis());
    }

    static LatencyModel of(Scenario.Baseline baseline) {
        LatencyModel unscaled = new LatencyModel(baseline, 0);
        return new LatencyModel(baseline, Math.log(baseline.latencyP99Millis()) - unscaled.logQuantile(P99));
    }

    private double logQuantile(double share) {
        double low = -6;
        double high = 9;
        for (int halving = 0; halving < 40; halving++) {
            double middle = (low + high) / 2;
            if (shareBelow(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double shareBelow(double logMillis) {
        return (1 - slowShare) * NormalTable.cdf((logMillis - bodyCentre) / bodySpread)
                + slowShare * NormalTable.cdf((logMillis - slowCentre) / SLOW_SPREAD);
    }

    /** How many more requests than one in a hundred take longer than the healthy 99th percentile, 0..0.99. */
    double excessSlowShare(double factor) {
        return factor > 1 ? Math.max(0, P99 - shareBelow(logP99 - Math.log(factor))) : 0;
    }

    /** The same service, so many times slower. */
    Slowed by(double factor) {
        double shift = Math.log(factor);
        Chance[] chances = new Chance[LOG_BOUNDS.length];
        double below = 0;
        for (int bucket = 0; bucket < chances.length && below < ALL; bucket++) {
            double upTo = shareBelow(LOG_BOUNDS[bucket] - shift);
            chances[bucket] = Chance.of(upTo < ALL ? (upTo - below) / (1 - below) : 1);
            below = upTo;
        }
        return new Slowed(factor, chances);
    }

    /**
     * What to draw latencies from. Worth keeping: the factor stays the same for most of a minute.
     *
     * @param chances of a request to be in each bucket when it is in none before it, up to the one that takes all the rest
     */
    record Slowed(double factor, Chance[] chances) {

        /** Spreads requests over Prometheus's default buckets. */
        Histogram draw(long requests, Draws draws) {
            double[] counts = new double[LOG_BOUNDS.length + 1];
            long left = requests;
            for (int bucket = 0; bucket < LOG_BOUNDS.length && left > 0; bucket++) {
                long inBucket = chances[bucket].isCertain() ? left : draws.binomial(left, chances[bucket]);
                counts[bucket] = inBucket;
                left -= inBucket;
            }
            counts[LOG_BOUNDS.length] = left;
            return EMPTY.withCounts(counts);
        }
    }

    private static Histogram empty() {
        double[] millis = new double[LOG_BOUNDS.length + 1];
        for (int i = 0; i < LOG_BOUNDS.length; i++) {
            millis[i] = 1000 * Double.parseDouble(LatencyBuckets.BOUNDS.get(i));
        }
        millis[LOG_BOUNDS.length] = Double.POSITIVE_INFINITY;
        return new Histogram(millis, new double[millis.length]);
    }
}

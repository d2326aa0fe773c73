package dev.serin.training.rivals;

import dev.serin.observation.Histogram;

/**
 * How well a canary's histogram fits the primary's, slowed down by a factor. Between the buckets' bounds the log odds of
 * "faster" are interpolated linearly over the logarithm of the latency. Factors are rounded to 2 %, so that each is worked
 * out once.
 */
final class LatencyShift {

    private static final double GRID = 0.02;
    private static final int SLOWEST = 180;
    /** What any bucket has at least: a stray request proves nothing. */
    private static final double STRAY = 0.001;

    private final double[] logBounds;
    private final double[] logOdds;
    private final Histogram canary;
    private final Double[] known = new Double[SLOWEST + 1];

    LatencyShift(Histogram primary, Histogram canary) {
        this.canary = canary;
        this.logBounds = new double[primary.size() - 1];
        this.logOdds = new double[primary.size() - 1];
        double total = primary.total();
        double below = 0;
        for (int i = 0; i < logBounds.length; i++) {
            below += primary.count(i);
            logBounds[i] = Math.log(primary.upperBoundMillis(i));
            logOdds[i] = Math.log((below + 0.5) / (total - below + 0.5));
        }
    }

    /** Logarithm of the chance of the canary's counts, but for a constant. */
    double logLikelihood(double factor) {
        int at = (int) Math.max(0, Math.min(SLOWEST, Math.round(Math.log(factor) / GRID)));
        if (known[at] == null) {
            known[at] = logLikelihoodAt(at * GRID);
        }
        return known[at];
    }

    private double logLikelihoodAt(double logFactor) {
        double sum = 0;
        for (int i = 0; i < canary.size(); i++) {
            if (canary.count(i) > 0) {
                double upTo = i < logBounds.length ? shareBelow(logBounds[i] - logFactor) : 1;
                double from = i > 0 ? shareBelow(logBounds[i - 1] - logFactor) : 0;
                sum += canary.count(i) * Math.log((1 - STRAY) * Math.max(0, upTo - from) + STRAY / canary.size());
            }
        }
        return sum;
    }

    /** The primary's share of requests below a latency. */
    private double shareBelow(double logMillis) {
        int upper = 1;
        while (upper < logBounds.length - 1 && logBounds[upper] < logMillis) {
            upper++;
        }
        double slope = (logOdds[upper] - logOdds[upper - 1]) / (logBounds[upper] - logBounds[upper - 1]);
        return 1 / (1 + Math.exp(-logOdds[upper] - slope * (logMillis - logBounds[upper])));
    }
}

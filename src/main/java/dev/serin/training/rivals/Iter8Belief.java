package dev.serin.training.rivals;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.special.Beta;

/**
 * Iter8's beliefs about ratio metrics (iter8-analytics v1, commit 33cab7b): {@code Beta(0.1 + events, 0.1 + rest)} for a share,
 * {@code Normal(value, (highest - lowest seen) / (1 + requests))} for others. Iter8 estimates the chance that a criterion holds
 * from 10,000 draws; for its two kinds of criteria the chance has a closed form, which is what this computes.
 */
final class Iter8Belief {

    private static final double PRIOR = 0.1;
    private static final NormalDistribution STANDARD = new NormalDistribution();

    private Iter8Belief() {
    }

    /** Chance that a share is at most {@code limit}. */
    static double shareAtMost(double limit, double events, double requests) {
        return Beta.regularizedBeta(limit, PRIOR + events, PRIOR + requests - events);
    }

    /**
     * Chance that the candidate's value is at most {@code ratio} times the baseline's.
     *
     * @param spread highest less lowest value seen of either version; 0 makes both beliefs constants
     */
    static double valueAtMost(double ratio, double candidate, double candidateRequests, double baseline,
            double baselineRequests, double spread) {
        double room = ratio * baseline - candidate;
        double variance = spread / (1 + candidateRequests) + ratio * ratio * spread / (1 + baselineRequests);
        if (variance == 0) {
            return room >= 0 ? 1 : 0;
        }
        return STANDARD.cumulativeProbability(room / Math.sqrt(variance));
    }
}

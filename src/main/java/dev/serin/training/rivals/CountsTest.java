package dev.serin.training.rivals;

import org.hipparchus.special.Gamma;

/**
 * Netflix's sequential test of counts (Lindon and Malek, Anytime-valid inference for multinomial count data, NeurIPS 2022): do
 * errors fall on the versions as the traffic does? Two integers are enough, whatever the rate. When the weight changes a new
 * segment begins, and the segments' Bayes factors are multiplied.
 */
final class CountsTest {

    /** Of the Dirichlet prior around the traffic's shares. */
    static final double CONCENTRATION = 100;

    private final double concentration;
    private double closedSegments;
    private double canaryShare = Double.NaN;
    private double canaryCount;
    private double primaryCount;
    private double p = 1;

    CountsTest(double concentration) {
        this.concentration = concentration;
    }

    /**
     * @param canaryShare of the traffic, in (0, 1)
     * @return the p-value, valid at any time
     */
    double add(double canaryErrors, double primaryErrors, double canaryShare) {
        if (canaryShare != this.canaryShare) {
            closedSegments += segment();
            this.canaryShare = canaryShare;
            canaryCount = 0;
            primaryCount = 0;
        }
        canaryCount += canaryErrors;
        primaryCount += primaryErrors;
        p = Math.min(p, Math.exp(-(closedSegments + segment())));
        return p;
    }

    private double segment() {
        return Double.isNaN(canaryShare) ? 0 : logBayesFactor(canaryCount, primaryCount, canaryShare, concentration);
    }

    static double logBayesFactor(double canaryCount, double primaryCount, double canaryShare, double concentration) {
        double canaryPrior = concentration * canaryShare;
        double primaryPrior = concentration - canaryPrior;
        double count = canaryCount + primaryCount;
        return Gamma.logGamma(concentration) - Gamma.logGamma(concentration + count)
                + Gamma.logGamma(canaryPrior + canaryCount) - Gamma.logGamma(canaryPrior)
                + Gamma.logGamma(primaryPrior + primaryCount) - Gamma.logGamma(primaryPrior)
                - canaryCount * Math.log(canaryShare) - primaryCount * Math.log(1 - canaryShare);
    }
}

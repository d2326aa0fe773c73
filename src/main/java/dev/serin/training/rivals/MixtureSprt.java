package dev.serin.training.rivals;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** The mixture sequential probability ratio test of Johari, Pekelis and Walsh (Always Valid Inference, 2015). */
final class MixtureSprt {

    private MixtureSprt() {
    }

    /**
     * Likelihood ratio of "there is an effect, normal around 0" against "there is none", for events.
     *
     * @param difference of the shares of the two versions, less what is tolerated
     * @param variance {@code x (1 - x) + y (1 - y)} of both shares
     * @param requests per version
     * @param mixing variance of the effect
     * @return 1 without variance: no event tells nothing
     */
    static double bernoulli(double difference, double variance, double requests, double mixing) {
        if (variance <= 0) {
            return 1;
        }
        double total = variance + requests * mixing;
        return Math.sqrt(variance / total)
                * Math.exp(requests * requests * mixing * difference * difference / (2 * variance * total));
    }

    /** The same for a normal outcome of variance {@code variance} in each version. */
    static double normal(double difference, double variance, double requests, double mixing) {
        return bernoulli(difference, 2 * variance, requests, mixing);
    }

    /**
     * The mixing variance that is best for a planned length, as the R package mixtureSPRT computes it.
     *
     * @param planned requests per version
     * @param variance of one outcome
     */
    static double mixing(double alpha, double planned, double variance) {
        NormalDistribution normal = new NormalDistribution();
        double b = 2 * Math.log(1 / alpha) / Math.sqrt(planned * variance);
        double tail = normal.cumulativeProbability(-b);
        return variance * tail / (normal.density(b) / b - tail);
    }
}

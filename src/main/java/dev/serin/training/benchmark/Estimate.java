package dev.serin.training.benchmark;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A figure of a sample with its 95 % interval.
 *
 * @param low at most {@code value}
 * @param high at least {@code value}
 */
public record Estimate(double value, double low, double high) {

    /** The standard normal distribution's 97.5th percentile. */
    private static final double Z = 1.959964;
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20_270_101;

    /**
     * A share, with Wilson's score interval (Wilson 1927): unlike the usual one it holds near 0 and 1.
     *
     * @return empty without trials
     */
    static Optional<Estimate> ofShare(long happened, long trials) {
        if (trials == 0) {
            return Optional.empty();
        }
        double share = (double) happened / trials;
        double centre = (share + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
        double half = Z / (1 + Z * Z / trials) * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials));
        return Optional.of(new Estimate(share, Math.max(0, Math.min(share, centre - half)),
                Math.min(1, Math.max(share, centre + half))));
    }

    /**
     * A median, with the order statistics whose ranks lie as far from the middle as chance does (binomial, by its normal
     * approximation).
     *
     * @return empty without values
     */
    static Optional<Estimate> ofMedian(double[] values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = sorted.length;
        double half = Z * Math.sqrt(count) / 2;
        int low = (int) Math.max(0, Math.floor(count / 2.0 - half) - 1);
        int high = (int) Math.min(count - 1, Math.ceil(count / 2.0 + half));
        return Optional.of(new Estimate((sorted[(count - 1) / 2] + sorted[count / 2]) / 2, sorted[low], sorted[high]));
    }

    /**
     * A mean, with the percentile bootstrap (Efron 1979). The same values give the same interval.
     *
     * @return empty without values
     */
    static Optional<Estimate> ofMean(double[] values) {
        if (values.length == 0) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            means[i] = resampledMean(values, random);
        }
        Arrays.sort(means);
        double mean = Arrays.stream(values).sum() / values.length;
        return Optional.of(new Estimate(mean, Math.min(mean, means[(int) (0.025 * RESAMPLES)]),
                Math.max(mean, means[(int) (0.975 * RESAMPLES) - 1])));
    }

    private static double resampledMean(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}

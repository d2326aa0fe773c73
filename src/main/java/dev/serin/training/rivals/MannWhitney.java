package dev.serin.training.rivals;

import java.util.Arrays;

import org.hipparchus.analysis.UnivariateFunction;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * How far one sample is shifted from another, by inverting the Mann-Whitney test: the Hodges-Lehmann estimate and its
 * asymptotic confidence interval as in R's {@code wilcox.test} and Kayenta's {@code MannWhitney.scala}, which follows it.
 */
final class MannWhitney {

    /** Absolute, in the metric's own unit, as in Kayenta: a share of errors below one would not be resolved. */
    private static final double TOLERANCE = 1e-4;
    private static final int MOST_STEPS = 1000;

    /** @param low and high the confidence interval */
    record Shift(double low, double high, double estimate) {
    }

    private final double[] x;
    private final double[] y;

    /** @param x the canary's values; none may be NaN */
    MannWhitney(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    /**
     * @param confidence 0..1
     * @throws IllegalStateException when all values are tied
     */
    Shift shift(double confidence) {
        double quantile = new NormalDistribution().inverseCumulativeProbability(1 - (1 - confidence) / 2);
        return new Shift(root(quantile), root(-quantile), root(0));
    }

    private double root(double quantile) {
        double low = min(x) - max(y);
        double high = max(x) - min(y);
        if (high - low < TOLERANCE && low != 0) {
            // Every canary value is off by the same, as far as is looked: there is nothing to search.
            return low;
        }
        if (wilcoxonDifference(low, quantile) <= 0) {
            return low;
        }
        if (wilcoxonDifference(high, quantile) >= 0) {
            return high;
        }
        UnivariateFunction difference = mu -> wilcoxonDifference(mu, quantile);
        return new BrentSolver(TOLERANCE).solve(MOST_STEPS, difference, low, high);
    }

    /** The standardised rank sum of {@code x - mu}, with continuity correction and correction for ties, minus a quantile. */
    double wilcoxonDifference(double mu, double quantile) {
        double n = x.length;
        double m = y.length;
        Ranks ranks = ranks(mu);
        double difference = ranks.sumOfX - n * (n + 1) / 2 - n * m / 2;
        double variance = n * m / 12 * (n + m + 1 - ranks.ties / ((n + m) * (n + m - 1)));
        if (variance == 0) {
            throw new IllegalStateException("All values are tied: there is no confidence interval");
        }
        return (difference - 0.5 * Math.signum(difference)) / Math.sqrt(variance) - quantile;
    }

    /** @param ties sum of {@code t^3 - t} over groups of equal values */
    private record Ranks(double sumOfX, double ties) {
    }

    /** Walks through both sorted samples at once; equal values share their average rank. */
    private Ranks ranks(double mu) {
        double[] shifted = Arrays.stream(x).map(value -> value - mu).sorted().toArray();
        double[] other = Arrays.stream(y).sorted().toArray();
        double sum = 0;
        double ties = 0;
        int ofX = 0;
        int ofY = 0;
        while (ofX < shifted.length) {
            double value = ofY < other.length ? Math.min(shifted[ofX], other[ofY]) : shifted[ofX];
            int equalX = countFrom(shifted, ofX, value);
            int equalY = countFrom(other, ofY, value);
            double equal = equalX + equalY;
            sum += equalX * (ofX + ofY + (equal + 1) / 2);
            ties += equal * equal * equal - equal;
            ofX += equalX;
            ofY += equalY;
        }
        return new Ranks(sum, ties + tiesFrom(other, ofY));
    }

    private static double tiesFrom(double[] sorted, int start) {
        double ties = 0;
        for (int at = start; at < sorted.length;) {
            double equal = countFrom(sorted, at, sorted[at]);
            ties += equal * equal * equal - equal;
            at += (int) equal;
        }
        return ties;
    }

    private static int countFrom(double[] sorted, int start, double value) {
        int end = start;
        while (end < sorted.length && sorted[end] == value) {
            end++;
        }
        return end - start;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}

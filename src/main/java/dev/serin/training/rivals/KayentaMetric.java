package dev.serin.training.rivals;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One metric of a canary judgement as {@code NetflixACAJudge-v1.0} classifies it (kayenta-judge). Units matter: the root
 * finder's tolerance is absolute, so feed percent and milliseconds.
 *
 * @param dropsNan NaN is removed, as is Kayenta's default; else it counts as 0
 * @param dropsOutliers beyond three interquartile ranges, and never inside the 1st..99th percentile; Kayenta keeps them by
 *        default
 * @param allowedIncrease ratio of the means from which an increase counts
 * @param critical one that does not pass makes the whole score 0
 */
record KayentaMetric(String name, Direction direction, boolean dropsNan, boolean dropsOutliers, boolean mustHaveData,
        boolean critical, double allowedIncrease, double allowedDecrease, double confidence) {

    static final double TOLERANCE = 0.25;
    private static final double CONFIDENCE = 0.98;
    private static final double FENCE = 3;
    private static final double NOISE = 1e-5;

    enum Direction {
        INCREASE,
        DECREASE,
        EITHER
    }

    enum Classification {
        PASS,
        HIGH,
        LOW,
        NODATA,
        NODATA_FAIL,
        ERROR
    }

    /** All that is not given as Kayenta has it. */
    static KayentaMetric of(String name, Direction direction) {
        return new KayentaMetric(name, direction, true, false, false, false, 1, 1, CONFIDENCE);
    }

    /** @param random for the tiny noise on two different constants */
    Classification classify(double[] canary, double[] baseline, RandomGenerator random) {
        double[] x = cleaned(canary);
        double[] y = cleaned(baseline);
        if (x.length == 0 || y.length == 0) {
            return dropsNan ? noData() : Classification.PASS;
        }
        if (isSameMultiset(x, y) || isConstant(x) && isConstant(y) && x[0] == y[0]) {
            return Classification.PASS;
        }
        boolean bothConstant = isConstant(x) && isConstant(y);
        return bothConstant ? compare(noisy(x, random), noisy(y, random)) : compare(x, y);
    }

    private Classification noData() {
        return mustHaveData && !critical ? Classification.NODATA_FAIL : Classification.NODATA;
    }

    private Classification compare(double[] x, double[] y) {
        try {
            return compare(new MannWhitney(x, y).shift(confidence),
                    mean(x) == 0 || mean(y) == 0 ? Double.NaN : mean(x) / mean(y));
        } catch (IllegalStateException allTied) {
            return Classification.ERROR;
        }
    }

    /** The bound is a share of the estimated shift itself, not of the baseline: so it is in Kayenta. */
    private Classification compare(MannWhitney.Shift shift, double ratio) {
        double bound = TOLERANCE * Math.abs(shift.estimate());
        if (direction != Direction.DECREASE && shift.low() > bound && !(ratio < allowedIncrease)) {
            return Classification.HIGH;
        }
        if (direction != Direction.INCREASE && shift.high() < -bound && !(ratio > allowedDecrease)) {
            return Classification.LOW;
        }
        return Classification.PASS;
    }

    private double[] cleaned(double[] values) {
        double[] numbers = dropsNan ? Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()
                : Arrays.stream(values).map(value -> Double.isNaN(value) ? 0 : value).toArray();
        return dropsOutliers && numbers.length > 0 ? withoutOutliers(numbers) : numbers;
    }

    private static double[] withoutOutliers(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double range = percentile(sorted, 0.75) - percentile(sorted, 0.25);
        double low = Math.min(percentile(sorted, 0.01), percentile(sorted, 0.25) - FENCE * range);
        double high = Math.max(percentile(sorted, 0.99), percentile(sorted, 0.75) + FENCE * range);
        return Arrays.stream(values).filter(value -> value >= low && value <= high).toArray();
    }

    /** By linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), as R does by default. */
    static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double[] noisy(double[] values, RandomGenerator random) {
        return Arrays.stream(values).map(value -> value + Math.abs(value) * NOISE * random.nextGaussian()).toArray();
    }

    private static boolean isSameMultiset(double[] x, double[] y) {
        return Arrays.equals(Arrays.stream(x).sorted().toArray(), Arrays.stream(y).sorted().toArray());
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }
}

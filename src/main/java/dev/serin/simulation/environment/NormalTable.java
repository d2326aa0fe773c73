package dev.serin.simulation.environment;

/** The normal distribution function from a table, off by less than 2e-6: the simulator asks a hundred times per step. */
final class NormalTable {

    private static final int PER_UNIT = 128;
    private static final int REACH = 8;
    private static final double[] CDF = table();

    private NormalTable() {
    }

    static double cdf(double x) {
        double at = (x + REACH) * PER_UNIT;
        if (at <= 0) {
            return 0;
        }
        int below = (int) at;
        if (below >= CDF.length - 1) {
            return 1;
        }
        return CDF[below] + (at - below) * (CDF[below + 1] - CDF[below]);
    }

    /** Summed with Simpson's rule from the density. */
    private static double[] table() {
        double[] cdf = new double[2 * REACH * PER_UNIT + 1];
        double step = 1.0 / PER_UNIT;
        for (int i = 1; i < cdf.length; i++) {
            double from = -REACH + (i - 1) * step;
            cdf[i] = cdf[i - 1] + step / 6 * (density(from) + 4 * density(from + step / 2) + density(from + step));
        }
        return cdf;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}

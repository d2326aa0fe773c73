package dev.serin.simulation.environment;

import java.util.Arrays;

/** How often two properties of drawn releases come together, and Pearson's chi-square test of their independence. */
final class Contingency {

    /** The standard normal quantile that an independent table exceeds once in 100,000 times: hundreds of tables are tested. */
    private static final double Z = 4.26;

    private final double[][] cells;
    private final double[] rows;
    private final double[] columns;
    private final int total;

    /** @param row and {@code column} number the two properties of each draw, in the same order, from 0 */
    Contingency(int[] row, int[] column) {
        rows = new double[Arrays.stream(row).max().orElseThrow() + 1];
        columns = new double[Arrays.stream(column).max().orElseThrow() + 1];
        cells = new double[rows.length][columns.length];
        total = row.length;
        for (int i = 0; i < total; i++) {
            cells[row[i]][column[i]]++;
            rows[row[i]]++;
            columns[column[i]]++;
        }
    }

    double chiSquare() {
        double sum = 0;
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns.length; column++) {
                double expected = rows[row] * columns[column] / total;
                double difference = cells[row][column] - expected;
                sum += expected > 0 ? difference * difference / expected : 0;
            }
        }
        return sum;
    }

    int degreesOfFreedom() {
        return (used(rows) - 1) * (used(columns) - 1);
    }

    private static int used(double[] counts) {
        return (int) Arrays.stream(counts).filter(count -> count > 0).count();
    }

    /** By the approximation of Wilson and Hilferty (1931) to the quantile. */
    boolean looksIndependent() {
        double spread = 2.0 / (9 * Math.max(1, degreesOfFreedom()));
        return chiSquare() <= degreesOfFreedom() * Math.pow(1 - spread + Z * Math.sqrt(spread), 3);
    }

    @Override
    public String toString() {
        return "chi-square %.1f with %d degrees of freedom: %s".formatted(chiSquare(), degreesOfFreedom(),
                Arrays.deepToString(cells));
    }
}

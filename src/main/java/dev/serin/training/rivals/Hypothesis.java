package dev.serin.training.rivals;

import java.util.ArrayList;
import java.util.List;

/**
 * What a release might be.
 *
 * @param fault what is wrong with it
 * @param warmUp how it starts
 * @param prior not normalised
 */
record Hypothesis(Fault fault, WarmUp warmUp, double prior) {

    private static final double BAD_SHARE = 0.4;
    private static final double WARM_UP_SHARE = 0.3;
    private static final double CLASSES = 9;

    /**
     * @param errors share of requests that fail on top
     * @param latencyFactor how many times slower
     * @param fromWeight in percent
     * @param growing per minute after {@code fromMinute}
     */
    record Fault(double errors, double latencyFactor, double fromWeight, double fromMinute, boolean growing) {

        private static final double IDLE_GROWTH = 0.2;

        static final Fault NONE = new Fault(0, 1, 0, 0, false);

        double levelAt(double minute, double weight) {
            if (weight < fromWeight || minute < fromMinute) {
                return 0;
            }
            return growing ? (minute - fromMinute) * (IDLE_GROWTH + (1 - IDLE_GROWTH) * weight / 100) : 1;
        }
    }

    /** @param factor on the latency at the start; 1 for none */
    record WarmUp(double factor, double minutes) {
    }

    boolean isBad() {
        return fault != Fault.NONE;
    }

    /** The grid: 29 faults or none, each with one of six warm-ups or none. */
    static List<Hypothesis> grid() {
        List<Hypothesis> grid = new ArrayList<>();
        addAll(grid, List.of(Fault.NONE), (1 - BAD_SHARE) / BAD_SHARE * CLASSES);
        addAll(grid, errors(0.0015, 0.003), 1);
        addAll(grid, errors(0.002, 0.004, 0.008), 1);
        addAll(grid, errors(0.015, 0.03), 1);
        addAll(grid, errors(0.07, 0.2), 1);
        addAll(grid, latencies(1.07, 1.15), 1);
        addAll(grid, latencies(1.3, 1.5, 1.8), 1);
        addAll(grid, latencies(2.5, 4), 1);
        addAll(grid, leaks(), 1);
        addAll(grid, saturations(), 1);
        return List.copyOf(grid);
    }

    private static void addAll(List<Hypothesis> grid, List<Fault> faults, double prior) {
        double each = prior / faults.size();
        for (Fault fault : faults) {
            grid.add(new Hypothesis(fault, new WarmUp(1, 1), each * (1 - WARM_UP_SHARE)));
            for (double factor : new double[] { 1.6, 2.3, 3.4 }) {
                for (double minutes : new double[] { 1.5, 3.5 }) {
                    grid.add(new Hypothesis(fault, new WarmUp(factor, minutes), each * WARM_UP_SHARE / 6));
                }
            }
        }
    }

    private static List<Fault> errors(double... shares) {
        List<Fault> faults = new ArrayList<>();
        for (double share : shares) {
            faults.add(new Fault(share, 1, 0, 0, false));
        }
        return faults;
    }

    private static List<Fault> latencies(double... factors) {
        List<Fault> faults = new ArrayList<>();
        for (double factor : factors) {
            faults.add(new Fault(0, factor, 0, 0, false));
        }
        return faults;
    }

    private static List<Fault> leaks() {
        List<Fault> faults = new ArrayList<>();
        for (double minute : new double[] { 2, 5, 8 }) {
            faults.add(new Fault(0.0004, 1.04, 0, minute, true));
            faults.add(new Fault(0.0013, 1.1, 0, minute, true));
        }
        return faults;
    }

    private static List<Fault> saturations() {
        List<Fault> faults = new ArrayList<>();
        for (double weight : new double[] { 40, 55, 70 }) {
            faults.add(new Fault(0.012, 1.6, weight, 0, false));
            faults.add(new Fault(0.05, 2.3, weight, 0, false));
        }
        return faults;
    }
}

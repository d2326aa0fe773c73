package dev.serin.training.rivals;

import java.util.ArrayList;
import java.util.List;

/** What a release might be: a grid of faults, or none, each with each way to start. Chances are prior ones. */
final class Hypotheses {

    private static final double BAD_SHARE = 0.4;
    private static final double CLASSES = 9;
    private static final double WARM_UP_SHARE = 0.3;

    /** No fault, then one line for each class of {@code scenarios/benchmark.yaml}; all classes are as likely. */
    static final List<Fault> FAULTS = faults();
    static final List<WarmUp> WARM_UPS = warmUps();

    /**
     * @param errors share of requests that fail on top
     * @param latencyFactor how many times slower
     * @param fromWeight in percent
     * @param growing per minute after {@code fromMinute}, a fifth of it without traffic
     */
    record Fault(double errors, double latencyFactor, double fromWeight, double fromMinute, boolean growing, double chance) {

        private static final double IDLE_GROWTH = 0.2;

        double levelAt(double minute, double weight) {
            if (weight < fromWeight || minute < fromMinute) {
                return 0;
            }
            return growing ? (minute - fromMinute) * (IDLE_GROWTH + (1 - IDLE_GROWTH) * weight / 100) : 1;
        }

        private static Fault errors(double share) {
            return new Fault(share, 1, 0, 0, false, 0);
        }

        private static Fault latency(double factor) {
            return new Fault(0, factor, 0, 0, false, 0);
        }

        private static Fault leak(double errors, double factor, double minute) {
            return new Fault(errors, factor, 0, minute, true, 0);
        }

        private static Fault saturation(double errors, double factor, double weight) {
            return new Fault(errors, factor, weight, 0, false, 0);
        }

        private Fault withChance(double other) {
            return new Fault(errors, latencyFactor, fromWeight, fromMinute, growing, other);
        }
    }

    /** @param factor on the latency at the start; 1 for none */
    record WarmUp(double factor, double minutes, double chance) {
    }

    private Hypotheses() {
    }

    private static List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault(0, 1, 0, 0, false, 1 - BAD_SHARE));
        addClass(faults, Fault.errors(0.002), Fault.errors(0.004), Fault.errors(0.008));
        addClass(faults, Fault.errors(0.015), Fault.errors(0.03));
        addClass(faults, Fault.errors(0.07), Fault.errors(0.2));
        addClass(faults, Fault.latency(1.07), Fault.latency(1.15));
        addClass(faults, Fault.latency(1.3), Fault.latency(1.5), Fault.latency(1.8));
        addClass(faults, Fault.latency(2.5), Fault.latency(4));
        addClass(faults, Fault.leak(0.0004, 1.04, 2), Fault.leak(0.0013, 1.1, 2), Fault.leak(0.0004, 1.04, 5),
                Fault.leak(0.0013, 1.1, 5), Fault.leak(0.0004, 1.04, 8), Fault.leak(0.0013, 1.1, 8));
        addClass(faults, Fault.saturation(0.012, 1.6, 40), Fault.saturation(0.05, 2.3, 40), Fault.saturation(0.012, 1.6, 55),
                Fault.saturation(0.05, 2.3, 55), Fault.saturation(0.012, 1.6, 70), Fault.saturation(0.05, 2.3, 70));
        addClass(faults, Fault.errors(0.0015), Fault.errors(0.003));
        return List.copyOf(faults);
    }

    private static void addClass(List<Fault> faults, Fault... members) {
        for (Fault member : members) {
            faults.add(member.withChance(BAD_SHARE / CLASSES / members.length));
        }
    }

    private static List<WarmUp> warmUps() {
        List<WarmUp> warmUps = new ArrayList<>(List.of(new WarmUp(1, 1, 1 - WARM_UP_SHARE)));
        for (double factor : new double[] { 1.6, 2.3, 3.4 }) {
            for (double minutes : new double[] { 1.5, 3.5 }) {
                warmUps.add(new WarmUp(factor, minutes, WARM_UP_SHARE / 6));
            }
        }
        return List.copyOf(warmUps);
    }
}

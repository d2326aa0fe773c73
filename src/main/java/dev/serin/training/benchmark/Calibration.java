package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a policy's P(bad) at its decision agrees with what the releases were.
 *
 * @param brier mean squared difference (Brier 1950): 0 is perfect, always saying the share of bad releases gives its variance
 * @param bins tenths of the probability, only those in which one was stated
 */
public record Calibration(double brier, List<Bin> bins) {

    private static final int BINS = 10;

    /** @param stated mean of what was stated in this bin */
    public record Bin(int releases, double stated, double badShare) {
    }

    /** Empty when the policy states no probability. */
    static Optional<Calibration> of(List<Outcome> outcomes) {
        List<Outcome> stated = outcomes.stream().filter(outcome -> outcome.badProbability().isPresent()).toList();
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        double brier = stated.stream().mapToDouble(outcome -> square(probability(outcome) - (outcome.bad() ? 1 : 0))).sum();
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            int tenth = bin;
            List<Outcome> inside = stated.stream().filter(outcome -> binOf(outcome) == tenth).toList();
            if (!inside.isEmpty()) {
                bins.add(bin(inside));
            }
        }
        return Optional.of(new Calibration(brier / stated.size(), bins));
    }

    private static Bin bin(List<Outcome> inside) {
        double sum = inside.stream().mapToDouble(Calibration::probability).sum();
        long bad = inside.stream().filter(Outcome::bad).count();
        return new Bin(inside.size(), sum / inside.size(), (double) bad / inside.size());
    }

    private static int binOf(Outcome outcome) {
        return Math.min(BINS - 1, (int) (BINS * probability(outcome)));
    }

    private static double probability(Outcome outcome) {
        return outcome.badProbability().orElseThrow();
    }

    private static double square(double x) {
        return x * x;
    }
}

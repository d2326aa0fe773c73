package dev.serin.simulation.environment;

import java.util.Arrays;

/** Moments of drawn numbers. */
final class Spread {

    private Spread() {
    }

    static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    static double variance(double[] numbers) {
        double mean = mean(numbers);
        return Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    }
}

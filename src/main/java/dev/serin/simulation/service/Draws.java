package dev.serin.simulation.service;

import java.util.random.RandomGenerator;

/**
 * Random counts. Exact where few are drawn; where many are, the normal approximation, so that millions of steps stay
 * cheap.
 */
final class Draws {

    private static final double MANY = 30;

    private final RandomGenerator random;

    Draws(RandomGenerator random) {
        this.random = random;
    }

    /** How many events happen when {@code mean} are expected. */
    long poisson(double mean) {
        return mean < MANY ? fewPoisson(mean) : rounded(mean, mean, Long.MAX_VALUE);
    }

    /** How many of {@code trials} happen, each with the given chance 0..1. */
    long binomial(long trials, double chance) {
        double rarer = Math.min(chance, 1 - chance);
        long happened = trials * rarer < MANY ? fewBinomial(trials, rarer)
                : rounded(trials * rarer, trials * rarer * (1 - rarer), trials);
        return chance <= 0.5 ? happened : trials - happened;
    }

    /** A factor around 1 that spreads by the given standard deviation, never below 0. */
    double noise(double deviation) {
        return Math.max(0, 1 + deviation * random.nextGaussian());
    }

    /** Multiplies uniform numbers until they fall below e^-mean (Knuth, The Art of Computer Programming 3.4.1). */
    private long fewPoisson(double mean) {
        double limit = Math.exp(-mean);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** Jumps from one event to the next: the gaps are geometric. */
    private long fewBinomial(long trials, double chance) {
        if (chance <= 0) {
            return 0;
        }
        long count = 0;
        double logMiss = Math.log1p(-chance);
        for (double at = gap(logMiss); at <= trials; at += gap(logMiss)) {
            count++;
        }
        return count;
    }

    private double gap(double logMiss) {
        return Math.floor(Math.log(1 - random.nextDouble()) / logMiss) + 1;
    }

    private long rounded(double mean, double variance, long most) {
        return Math.max(0, Math.min(most, Math.round(mean + Math.sqrt(variance) * random.nextGaussian())));
    }
}

package dev.serin.simulation.service;

import java.util.random.RandomGenerator;

/**
 * Random counts. Exact where few are drawn; where many are, the normal approximation, so that millions of steps stay
 * cheap.
 */
public final class Draws {

    private static final double MANY = 30;

    private final RandomGenerator random;

    public Draws(RandomGenerator random) {
        this.random = random;
    }

    /** How many events happen when {@code mean} are expected. */
    public long poisson(double mean) {
        return mean < MANY ? fewPoisson(mean) : rounded(mean, mean, Long.MAX_VALUE);
    }

    /** How many of {@code trials} happen, each with the given chance 0..1. */
    public long binomial(long trials, double chance) {
        double rarer = Math.min(chance, 1 - chance);
        long happened = trials * rarer < MANY ? fewBinomial(trials, rarer)
                : rounded(trials * rarer, trials * rarer * (1 - rarer), trials);
        return chance <= 0.5 ? happened : trials - happened;
    }

    /** A factor around 1 that spreads by the given standard deviation, never below 0. */
    public double noise(double deviation) {
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

    /** Inverts the distribution function from 0 upwards (Kachitvichyanukul and Schmeiser 1988, algorithm BINV). */
    private long fewBinomial(long trials, double chance) {
        if (chance <= 0 || trials == 0) {
            return 0;
        }
        double odds = chance / (1 - chance);
        double mass = Math.exp(trials * Math.log1p(-chance));
        double left = random.nextDouble();
        long count = 0;
        while (left > mass && count < trials) {
            left -= mass;
            count++;
            mass *= odds * (trials - count + 1) / count;
        }
        return count;
    }

    private long rounded(double mean, double variance, long most) {
        return Math.max(0, Math.min(most, Math.round(mean + Math.sqrt(variance) * random.nextGaussian())));
    }
}

package dev.serin.simulation.service;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random counts. Exact where few are drawn; where many are, the normal approximation, so that millions of steps stay
 * cheap.
 */
public final class Draws {

    private static final double MANY = 30;
    /** Expected events below which none is drawn. */
    private static final double NEVER = 1e-7;

    /** Fewer than {@link #MANY} are expected; more than this never come. */
    private static final int FEW_MAX = 160;
    /** Multiplying is faster than dividing. */
    private static final double[] INVERSE = IntStream.rangeClosed(0, FEW_MAX).mapToDouble(n -> 1.0 / n).toArray();

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

    /** Inverts the distribution function from 0 upwards (Devroye 1986, Non-Uniform Random Variate Generation, X.3.3). */
    private long fewPoisson(double mean) {
        double mass = Math.exp(-mean);
        double left = random.nextDouble();
        int count = 0;
        while (left > mass && count < FEW_MAX) {
            left -= mass;
            count++;
            mass *= mean * INVERSE[count];
        }
        return count;
    }

    /** Inverts the distribution function from 0 upwards (Kachitvichyanukul and Schmeiser 1988, algorithm BINV). */
    private long fewBinomial(long trials, double chance) {
        if (trials * chance < NEVER) {
            return 0;
        }
        double odds = chance / (1 - chance);
        double mass = Math.exp(trials * Math.log1p(-chance));
        double left = random.nextDouble();
        int count = 0;
        int most = (int) Math.min(trials, FEW_MAX);
        while (left > mass && count < most) {
            left -= mass;
            count++;
            mass *= odds * ((trials + 1) * INVERSE[count] - 1);
        }
        return count;
    }

    private long rounded(double mean, double variance, long most) {
        return Math.max(0, Math.min(most, Math.round(mean + Math.sqrt(variance) * random.nextGaussian())));
    }
}

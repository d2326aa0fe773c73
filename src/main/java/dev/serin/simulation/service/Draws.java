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
    /** Far more than what rounding can add up to. */
    private static final double ROUNDING = 1e-9;

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
        return binomial(trials, Chance.of(chance));
    }

    /** The same with a chance that was kept from the draw before. */
    public long binomial(long trials, Chance chance) {
        double expected = trials * chance.rarer();
        long happened = expected < MANY ? fewBinomial(trials, chance)
                : rounded(expected, expected * (1 - chance.rarer()), trials);
        return chance.isRare() ? happened : trials - happened;
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
    private long fewBinomial(long trials, Chance chance) {
        double expected = trials * chance.rarer();
        if (expected < NEVER) {
            return 0;
        }
        double left = random.nextDouble();
        // Bernoulli's inequality: the chance of none is at least this, so in half of all cases nobody need work it out.
        return left < 1 - expected - ROUNDING ? 0 : fewBinomial(trials, chance, left);
    }

    private static long fewBinomial(long trials, Chance chance, double drawn) {
        double odds = chance.rarer() / (1 - chance.rarer());
        double mass = Math.exp(trials * chance.logOfNone());
        double left = drawn;
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

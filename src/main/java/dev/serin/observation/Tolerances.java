package dev.serin.observation;

import java.time.Duration;

import dev.serin.canary.InvalidField;

/**
 * What the evidence regards as harmless. The defaults suit a web service; they are part of the evidence, because they
 * must be chosen before the data is seen.
 *
 * @param errors for failed requests
 * @param slow for slow requests; its ratios are ratios of odds
 * @param noise how much the ratio of the two versions wanders from one interval to the next for no reason of theirs:
 *        the standard deviation of its logarithm, 0..1. No interval is believed more than this allows
 * @param harmlessLatencyMillis latencies below this are never called slow
 * @param warmUpAllowance how much slower a canary may be right after its weight changed, as logarithm of an odds
 *        ratio; 0 for none
 * @param warmUp after this long 37 % of the allowance is left, after three times as long 5 %
 */
public record Tolerances(Tolerance errors, Tolerance slow, double noise, double harmlessLatencyMillis, double warmUpAllowance,
        Duration warmUp) {

    /** Errors: worse beyond 1.5 times and 0.1 %, safe below 2 times or 0.5 %. Slow: odds of 1.7 and 2.2, 2 % and 5 %. */
    public static final Tolerances DEFAULT = new Tolerances(new Tolerance(1.5, 2, 0.001, 0.005),
            new Tolerance(1.7, 2.2, 0.02, 0.05), 0.25, 10, 4, Duration.ofMinutes(4));

    /** @throws InvalidField when a number is out of its range */
    public Tolerances {
        if (!(noise >= 0 && noise <= 1)) {
            throw new InvalidField("noise", "is out of range", "use 0 to 1");
        }
        if (!(harmlessLatencyMillis >= 0 && warmUpAllowance >= 0) || warmUp.isNegative() || warmUp.isZero()) {
            throw new InvalidField("warm-up", "or harmless latency is negative", "use a positive time, and 0 or more");
        }
    }

    /** What is left of the warm-up's allowance so long after the weight changed: exponential decay, as caches fill. */
    double allowanceAfter(double secondsAtWeight) {
        return warmUpAllowance * Math.exp(-secondsAtWeight / warmUp.toSeconds());
    }
}

package dev.serin.training.rivals;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * Iter8's progressive ramp of 2020 with its defaults: the split follows the chance that the candidate satisfies all criteria,
 * nine parts, and an even split, one part; the candidate gains at most 2 points per iteration of 30 s. A version wins above
 * 99 %. The criteria are ours, as they are any team's: errors up to 1 %, mean latency up to 1.2 times the baseline's.
 * <p>
 * Iter8 always runs its 100 iterations. Here the baseline's win is a rollback at once, and the candidate's a promotion when the
 * split cannot grow further.
 */
record Iter8Ramp(String name) implements Rival {

    static final int MAXIMUM_INCREMENT = 2;
    static final double WINNER = 0.99;
    private static final int ITERATIONS = 100;
    private static final double EXPLORATION = 0.1;
    private static final double ERROR_LIMIT = 0.01;
    private static final double LATENCY_RATIO = 1.2;

    Iter8Ramp() {
        this("iter8");
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Experiment();
    }

    /** The candidate's share of the traffic in percent, of two versions, before the cap on its growth. */
    static int split(double chanceOfBest) {
        return (int) Math.round(100 * ((1 - EXPLORATION) * chanceOfBest + EXPLORATION / 2));
    }

    private static final class Experiment implements Run {

        private Tally errors = Tally.NONE;
        private double candidateMillis;
        private double baselineMillis;
        private double lowest = Double.POSITIVE_INFINITY;
        private double highest = Double.NEGATIVE_INFINITY;
        private int iterations;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            iterations++;
            see(newest);
            double best = errors.isComparable() ? chanceOfBest() : 0.5;
            int wanted = split(best);
            boolean fullyGrown = wanted <= weight.percent() || iterations >= ITERATIONS;
            if (best > WINNER && fullyGrown) {
                return Proposal.promote("P(candidate is best) = " + best);
            }
            if (best < 1 - WINNER || iterations >= ITERATIONS) {
                return Proposal.rollback("P(candidate is best) = " + best);
            }
            int next = Math.min(wanted, weight.percent() + MAXIMUM_INCREMENT);
            return Proposal.advance(new Weight(next), "P(candidate is best) = " + best);
        }

        private void see(Interval newest) {
            if (!Tally.hasLatency(newest)) {
                return;
            }
            errors = errors.plus(Tally.ofErrors(newest));
            candidateMillis += sumMillis(newest.canary().latency().orElseThrow());
            baselineMillis += sumMillis(newest.primary().latency().orElseThrow());
            if (errors.isComparable()) {
                double candidate = candidateMillis / errors.canaryRequests();
                double baseline = baselineMillis / errors.primaryRequests();
                lowest = Math.min(lowest, Math.min(candidate, baseline));
                highest = Math.max(highest, Math.max(candidate, baseline));
            }
        }

        /** The criteria's metrics are drawn independently of each other, so the chances are multiplied. */
        private double chanceOfBest() {
            double candidate = candidateMillis / errors.canaryRequests();
            double baseline = baselineMillis / errors.primaryRequests();
            return Iter8Belief.shareAtMost(ERROR_LIMIT, errors.canaryEvents(), errors.canaryRequests())
                    * Iter8Belief.valueAtMost(LATENCY_RATIO, candidate, errors.canaryRequests(), baseline,
                            errors.primaryRequests(), highest - lowest);
        }
    }

    /** Buckets stand for their middle; the infinite one for its lower bound. */
    private static double sumMillis(Histogram latency) {
        double sum = 0;
        double lower = 0;
        for (int i = 0; i < latency.size(); i++) {
            double upper = Double.isInfinite(latency.upperBoundMillis(i)) ? lower : latency.upperBoundMillis(i);
            sum += latency.count(i) * (lower + upper) / 2;
            lower = upper;
        }
        return sum;
    }
}

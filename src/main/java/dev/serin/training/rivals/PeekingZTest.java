package dev.serin.training.rivals;

import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * How not to do it: a test made for one look, at 5 %, looked at every minute. The negative control of the benchmark.
 */
record PeekingZTest(String name, int minutesPerStep) implements Minutely {

    /** One-sided, 5 %. */
    private static final double CRITICAL = 1.645;

    PeekingZTest() {
        this("z-test-peeking", 3);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Watch();
    }

    private final class Watch implements Run {

        private final SlowBucket slowBucket = SlowBucket.nearest();
        private Tally errors = Tally.NONE;
        private Tally slow = Tally.NONE;
        private int minutes;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return Ladder.TENS_TO_FIFTY.next(weight, "first step");
            }
            errors = errors.plus(Tally.ofErrors(newest));
            slow = slow.plus(slowBucket.tally(newest));
            if (z(errors) > CRITICAL || z(slow) > CRITICAL) {
                return Proposal.rollback("z > " + CRITICAL);
            }
            return ++minutes % minutesPerStep == 0 ? Ladder.TENS_TO_FIFTY.next(weight, "no objection")
                    : Proposal.hold(weight, "no objection");
        }
    }

    /** The two-proportion z with pooled variance; 0 where nothing can be compared. */
    static double z(Tally tally) {
        if (!tally.isComparable()) {
            return 0;
        }
        double share = tally.pooledShare();
        double variance = share * (1 - share) * 2 / tally.evenRequests();
        return variance > 0 ? tally.difference() / Math.sqrt(variance) : 0;
    }
}

package dev.serin.training.rivals;

import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * Fixed steps while {@link CountsTest} does not object. The test is two-sided: it is heeded when the canary's share of the
 * errors is too high. It cannot see latency.
 *
 * @param alpha the chance of a wrong rollback that is accepted
 */
record NetflixCounts(String name, double alpha, int minutesPerStep) implements Minutely {

    NetflixCounts() {
        this("netflix-counts", 0.05, 3);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Watch();
    }

    private final class Watch implements Run {

        private final CountsTest test = new CountsTest(CountsTest.CONCENTRATION);
        private double expected;
        private double observed;
        private int minutes;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return Ladder.TENS_TO_FIFTY.next(weight, "first step");
            }
            Tally errors = Tally.ofErrors(newest);
            double share = weight.percent() / 100.0;
            observed += errors.canaryEvents();
            expected += share * (errors.canaryEvents() + errors.primaryEvents());
            double p = test.add(errors.canaryEvents(), errors.primaryEvents(), share);
            if (p < alpha && observed > expected) {
                return Proposal.rollback("errors p = " + p);
            }
            return ++minutes % minutesPerStep == 0 ? Ladder.TENS_TO_FIFTY.next(weight, "errors p = " + p)
                    : Proposal.hold(weight, "errors p = " + p);
        }
    }
}

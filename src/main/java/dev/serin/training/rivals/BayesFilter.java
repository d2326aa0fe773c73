package dev.serin.training.rivals;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * Weighs a grid of {@link Hypotheses} and acts on the odds of a bad release. Its grid is of the simulator's own
 * family: it is as privileged as a policy that was trained there.
 */
record BayesFilter(String name, BayesSettings settings) implements Minutely {

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Filter();
    }

    private final class Filter implements Run {

        private final Ladder ladder = Ladder.bySteps(settings.step(), settings.lastWeight());
        private final Belief belief = new Belief(settings.errorNoise(), settings.latencyNoise());
        private int minutesAtWeight;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return ladder.next(weight, "first step");
            }
            belief.see(newest, weight.percent());
            minutesAtWeight++;
            double odds = belief.oddsOfBad();
            String reason = "P(bad) = %.4f".formatted(odds / (1 + odds));
            if (odds > settings.rollbackOdds()) {
                return Proposal.rollback(reason);
            }
            boolean last = weight.percent() >= settings.lastWeight();
            boolean longEnough = minutesAtWeight >= (last ? settings.bakeMinutes() : settings.minutesPerStep());
            if (!longEnough || odds > (last ? settings.promoteOdds() : settings.advanceOdds())) {
                return Proposal.hold(weight, reason);
            }
            minutesAtWeight = 0;
            return ladder.next(weight, reason);
        }

        @Override
        public OptionalDouble badProbability() {
            return OptionalDouble.of(1 - 1 / (1 + belief.oddsOfBad()));
        }
    }
}

package dev.serin.training.rivals;

import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.SprtSettings.Mixture;

/**
 * Fixed steps while two mixture sequential probability ratio tests, on failed and on slow requests, see no harm. Counts of all
 * intervals are pooled, as in the papers.
 */
record SprtLadder(String name, Function<ServiceFacts, SprtSettings> settings) implements Minutely {

    /** The parameters as published, alpha 0.005. */
    static SprtLadder published() {
        return new SprtLadder("msprt", facts -> SprtSettings.published(facts.errorShare()));
    }

    static SprtLadder with(String name, SprtSettings settings) {
        return new SprtLadder(name, facts -> settings);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Climb(settings.apply(facts));
    }

    private static final class Climb implements Run {

        private final SprtSettings settings;
        private final Ladder ladder;
        private final SlowBucket slowBucket = new SlowBucket();
        private final Accumulated errors = new Accumulated();
        private final Accumulated slow = new Accumulated();
        private int minutesAtWeight;

        private Climb(SprtSettings settings) {
            this.settings = settings;
            this.ladder = Ladder.bySteps(settings.step(), settings.lastWeight());
        }

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return ladder.next(weight, "first step");
            }
            errors.add(Tally.ofErrors(newest));
            slow.add(slowBucket.tally(newest));
            if (errors.isWorse(settings.errors(), settings.burnIn()) || slow.isWorse(settings.slow(), settings.burnIn())) {
                return Proposal.rollback("a sequential test rejects");
            }
            boolean last = weight.percent() >= settings.lastWeight();
            if (++minutesAtWeight < (last ? settings.bakeMinutes() : settings.minutesPerStep())) {
                return Proposal.hold(weight, "no objection");
            }
            minutesAtWeight = 0;
            return ladder.next(weight, "no objection");
        }
    }

    /** One test's sums. A rejection stands: the p-value is the smallest so far. */
    private static final class Accumulated {

        private Tally sum = Tally.NONE;
        private int intervals;

        private void add(Tally tally) {
            if (tally.isComparable()) {
                sum = sum.plus(tally);
                intervals++;
            }
        }

        private boolean isWorse(Mixture test, double burnIn) {
            if (!sum.isComparable() || sum.evenRequests() < burnIn) {
                return false;
            }
            double difference = sum.difference() - test.margin();
            return difference > 0 && MixtureSprt.bernoulli(difference, variance(test), sum.evenRequests(),
                    test.mixing()) >= 1 / test.alpha();
        }

        /** Chance, and noise that does not average out with the requests of a minute but with the minutes. */
        private double variance(Mixture test) {
            double x = sum.canaryShare();
            double y = sum.primaryShare();
            double wandering = 2 * Math.pow(test.noise() * y, 2) * sum.evenRequests() / intervals;
            return x * (1 - x) + y * (1 - y) + wandering;
        }
    }
}

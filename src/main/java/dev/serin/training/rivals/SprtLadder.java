package dev.serin.training.rivals;

import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;
import dev.serin.training.rivals.SprtSettings.Mixture;

/**
 * Fixed steps while two mixture sequential probability ratio tests, on failed and on slow requests, see no harm.
 */
record SprtLadder(String name, Function<ServiceFacts, SprtSettings> settings,
        Supplier<SlowBucket> slowBucket) implements Minutely {

    /** The parameters as published, alpha 0.005. */
    static SprtLadder published() {
        return new SprtLadder("msprt", facts -> SprtSettings.published(facts.errorShare()), SlowBucket::above);
    }

    static SprtLadder with(String name, SprtSettings settings) {
        return new SprtLadder(name, facts -> settings, SlowBucket::nearest);
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Climb(settings.apply(facts), slowBucket.get());
    }

    private static final class Climb implements Run {

        private final SprtSettings settings;
        private final Ladder ladder;
        private final SlowBucket slowBucket;
        private final Accumulated errors = new Accumulated();
        private final Accumulated slow = new Accumulated();
        private int minutes;
        private int minutesAtWeight;

        private Climb(SprtSettings settings, SlowBucket slowBucket) {
            this.slowBucket = slowBucket;
            this.settings = settings;
            this.ladder = Ladder.bySteps(settings.step(), settings.lastWeight());
        }

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return ladder.next(weight, "first step");
            }
            errors.add(Tally.ofErrors(newest));
            if (++minutes > settings.latencyDelayMinutes()) {
                slow.add(slowBucket.tally(newest));
            }
            if (errors.isWorse(settings.errors(), settings.burnIn()) || slow.isWorse(settings.slow(), settings.burnIn())) {
                return Proposal.rollback("a sequential test rejects");
            }
            boolean last = weight.percent() >= settings.lastWeight();
            boolean early = ++minutesAtWeight < (last ? settings.bakeMinutes() : settings.minutesPerStep());
            if (early || last && errors.requests < settings.promotionRequests()) {
                return Proposal.hold(weight, "no objection");
            }
            minutesAtWeight = 0;
            return ladder.next(weight, "no objection");
        }
    }

    /**
     * One test's sums. Intervals are compared each within itself and weighted by what they are worth: pooled counts would turn
     * an incident on both versions into a difference as soon as the weight changes. A rejection stands: it ends the release.
     */
    private static final class Accumulated {

        private double requests;
        private double weightedDifference;
        private double weightedVariance;
        private double weightedNoise;

        private void add(Tally tally) {
            if (tally.isComparable()) {
                double worth = tally.evenRequests();
                double share = tally.pooledShare();
                requests += worth;
                weightedDifference += worth * tally.difference();
                weightedVariance += worth * 2 * share * (1 - share);
                weightedNoise += 2 * Math.pow(worth * share, 2);
            }
        }

        private boolean isWorse(Mixture test, double burnIn) {
            if (requests < burnIn) {
                return false;
            }
            double difference = weightedDifference / requests - test.margin();
            // Noise does not average out with the requests of a minute, only with the minutes.
            double variance = (weightedVariance + test.noise() * test.noise() * weightedNoise) / requests;
            return difference > 0
                    && MixtureSprt.bernoulli(difference, variance, requests, test.mixing()) >= 1 / test.alpha();
        }
    }
}

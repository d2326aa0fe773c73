package dev.serin.training.rivals;

import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/** Waits for half an hour at 10 %, then promotes. Flagger's checks run all the while: five failures end it. */
record FixedBake(String name) implements Minutely {

    private static final Weight WEIGHT = new Weight(10);
    private static final int MINUTES = 30;
    private static final int THRESHOLD = 5;

    FixedBake() {
        this("fixed-bake");
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Bake();
    }

    private static final class Bake implements Run {

        private int minutes;
        private int failedChecks;

        @Override
        public Proposal next(Interval newest, Weight weight) {
            if (weight.isZero()) {
                return Proposal.advance(WEIGHT, "bakes for " + MINUTES + " minutes");
            }
            minutes++;
            Optional<String> failure = FlaggerChecks.DEFAULT.failure(newest.canary());
            if (failure.isPresent() && ++failedChecks >= THRESHOLD) {
                return Proposal.rollback(failedChecks + " failed checks");
            }
            return minutes >= MINUTES && failure.isEmpty() ? Proposal.promote("baked") : Proposal.hold(weight, "bakes");
        }
    }
}

package dev.serin.training.rivals;

import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/**
 * Flagger's own analysis: fixed thresholds, fixed steps, in the order of a tick of {@code advanceCanary}
 * (pkg/controller/scheduler.go). A canary that is bad from the start is rolled back at the seventh tick; a good one is promoted
 * at the sixth and has all the traffic at the seventh.
 */
final class FlaggerThresholds implements Minutely {

    private static final int MAXIMUM_WEIGHT = 50;
    private static final int THRESHOLD = 5;

    private final String name;
    private final int stepWeight;
    private final Function<ServiceFacts, FlaggerChecks> checks;

    private FlaggerThresholds(String name, int stepWeight, Function<ServiceFacts, FlaggerChecks> checks) {
        this.name = name;
        this.stepWeight = stepWeight;
        this.checks = checks;
    }

    /** One minute, five failures, steps of 10 up to 50, 99 % and 500 ms: the example of Flagger's documentation. */
    static FlaggerThresholds byDefault() {
        return new FlaggerThresholds("flagger-default", 10, facts -> FlaggerChecks.DEFAULT);
    }

    /** The same in steps of 25. */
    static FlaggerThresholds aggressive() {
        return new FlaggerThresholds("flagger-aggressive", 25, facts -> FlaggerChecks.DEFAULT);
    }

    /** Thresholds for each service: errors up to twice the usual share and 0.3 %, p99 up to one and a half of the usual. */
    static FlaggerThresholds tunedPerService() {
        return new FlaggerThresholds("flagger-tuned", 10,
                facts -> new FlaggerChecks(100 * (1 - (2 * facts.errorShare() + 0.003)), 1.5 * facts.latencyP99Millis()));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return new Ticks(checks.apply(facts));
    }

    private final class Ticks implements Run {

        private final FlaggerChecks checks;
        private int failedChecks;

        private Ticks(FlaggerChecks checks) {
            this.checks = checks;
        }

        @Override
        public Proposal next(Interval newest, Weight weight) {
            // The count is looked at before this tick's checks, so the fifth failure ends the release one tick later.
            if (failedChecks >= THRESHOLD) {
                return Proposal.rollback(failedChecks + " failed checks");
            }
            Optional<String> failure = weight.isZero() ? Optional.empty() : checks.failure(newest.canary());
            if (failure.isPresent()) {
                failedChecks++;
                return Proposal.hold(weight, failure.get());
            }
            return weight.percent() >= MAXIMUM_WEIGHT ? Proposal.promote("maximum weight passed")
                    : Proposal.advance(weight.plus(stepWeight), "checks passed");
        }
    }
}

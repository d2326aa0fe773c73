package dev.serin.training.rivals;

import java.util.List;
import java.util.random.RandomGenerator;

import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.policy.Proposal;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/** Knows what the release is: what no rule can beat. A good one goes 10, 40, 70, promotion; a bad one gets no traffic. */
final class Oracle implements Minutely {

    private static final Ladder LADDER = new Ladder(List.of(10, 40, 70));

    @Override
    public String name() {
        return "oracle";
    }

    @Override
    public Run start(ServiceFacts facts, Truth truth, RandomGenerator random) {
        return (Interval newest, Weight weight) -> truth.bad() ? Proposal.rollback("the release is bad")
                : LADDER.next(weight, "the release is good");
    }
}

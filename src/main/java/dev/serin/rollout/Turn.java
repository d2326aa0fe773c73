package dev.serin.rollout;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Budget;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * One run along the spine. It publishes its ruling as soon as that is made, so that a brake acts even when the commit or the
 * journal is stuck.
 */
final class Turn {

    private record Brake(Ruling ruling, Observation observation) {
    }

    private final Budget budget;
    private Optional<Outage> hindrance = Optional.empty();
    private volatile Optional<Brake> brake = Optional.empty();

    Turn(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** From here on the turn may only brake: what an earlier one left behind is not known. */
    void onlyBrake(Outage why) {
        hindrance = Optional.of(why);
    }

    /**
     * Publishes the ruling, and passes it on.
     *
     * @throws Outage when the turn may only brake and this is none
     */
    Ruling decided(Ruling ruling, Observation observation) {
        if (ruling.decision().action() == Action.ROLLBACK && !ruling.isWithheld()) {
            brake = Optional.of(new Brake(ruling, observation));
        } else if (hindrance.isPresent()) {
            throw hindrance.get();
        }
        return ruling;
    }

    boolean brakes() {
        return brake.isPresent();
    }

    /** The outcome when the turn cannot be finished: the brake where one was decided, else blind. */
    Outcome cutShort(String reason) {
        return brake.<Outcome> map(decided -> braked(decided, reason)).orElseGet(() -> new Outcome.Blind(reason));
    }

    private static Outcome braked(Brake brake, String reason) {
        return new Outcome.Decided(brake.ruling(), brake.observation(),
                new Change.Failed("not known to be in Git, the brake acts first: " + reason), brake.observation().approval());
    }
}

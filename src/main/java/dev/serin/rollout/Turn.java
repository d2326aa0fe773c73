package dev.serin.rollout;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Budget;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * One run along the spine. It publishes its ruling as soon as that is made, so that a brake acts even when the commit or the
 * journal is stuck.
 */
final class Turn {

    private final Budget budget;
    private volatile Optional<Outcome.Decided> brake = Optional.empty();

    Turn(Budget budget) {
        this.budget = budget;
    }

    Budget budget() {
        return budget;
    }

    /** Publishes the ruling, and passes it on. */
    Ruling decided(Ruling ruling, Observation observation) {
        if (ruling.decision().action() == Action.ROLLBACK && !ruling.isWithheld()) {
            Change later = new Change.Failed("not in Git yet: the brake acts first, the commit follows");
            brake = Optional.of(new Outcome.Decided(ruling, observation, later, observation.approval()));
        }
        return ruling;
    }

    /** The outcome when the turn cannot be finished: the brake where one was decided, else blind. */
    Outcome cutShort(String reason) {
        return brake.<Outcome> map(decided -> decided).orElseGet(() -> new Outcome.Blind(reason));
    }
}

package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A rule that puts a rollback in the place of whatever was wanted. */
abstract class BrakeGuardrail implements Guardrail {

    static final Proposal ROLLBACK = Proposal.rollback("");

    /** False while the canary is inside the limit or cannot be judged. */
    abstract boolean isReached(Observation observation, GuardrailSettings settings);

    /** The limit with its numbers; asked only when it is reached. */
    abstract String reached(Observation observation, GuardrailSettings settings);

    @Override
    public final Proposal limit(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return wanted.action() != Action.ROLLBACK && isReached(observation, settings) ? ROLLBACK : wanted;
    }

    @Override
    public final String numbers(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (wanted.action() == Action.ROLLBACK) {
            return "rolls back already";
        }
        return isReached(observation, settings) ? reached(observation, settings) : "not reached";
    }
}

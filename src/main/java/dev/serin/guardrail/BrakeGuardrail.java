package dev.serin.guardrail;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A rule that puts a rollback in the place of whatever was wanted. */
interface BrakeGuardrail extends Guardrail {

    /** The limit that is reached, with its numbers; empty while the canary is inside it or cannot be judged. */
    Optional<String> reached(Observation observation, GuardrailSettings settings);

    @Override
    default Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return wanted.action() == Action.ROLLBACK ? allow("rolls back already")
                : reached(observation, settings)
                        .map(numbers -> replace(numbers, Proposal.rollback(name() + ": " + numbers)))
                        .orElseGet(() -> allow("not reached"));
    }
}

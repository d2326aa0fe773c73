package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A reason to stay where the canary is, whichever way forward was wanted. */
abstract class StayGuardrail extends ForwardGuardrail {

    abstract boolean stays(Observation observation, GuardrailSettings settings);

    /** What was compared, in one line with the numbers, whether it stays or not. */
    abstract String numbers(Observation observation, GuardrailSettings settings);

    @Override
    final Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return stays(observation, settings) ? ForwardGuardrail.hold(observation) : wanted;
    }

    @Override
    final String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return numbers(observation, settings);
    }
}

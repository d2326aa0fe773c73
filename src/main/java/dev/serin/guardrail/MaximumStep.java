package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** No advance by more than so many points at once. A promotion is no step: {@link MaximumWeight} says where it may start. */
final class MaximumStep extends ForwardGuardrail {

    @Override
    public String name() {
        return "maximum-step";
    }

    @Override
    Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        int points = wanted.to().percent() - observation.weight().percent();
        return wanted.action() == Action.PROMOTE || points <= settings.maximumStep() ? wanted
                : ForwardGuardrail.advance(observation.weight().plus(settings.maximumStep()));
    }

    @Override
    String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        int points = wanted.to().percent() - observation.weight().percent();
        return wanted.action() == Action.PROMOTE ? "a promotion is no step"
                : points + " of at most " + settings.maximumStep() + " points";
    }
}

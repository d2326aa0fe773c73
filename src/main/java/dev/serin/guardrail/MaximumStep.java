package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** No advance by more than so many points at once. A promotion is no step: {@link MaximumWeight} says where it may start. */
final class MaximumStep implements ForwardGuardrail {

    @Override
    public String name() {
        return "maximum-step";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (wanted.action() == Action.PROMOTE) {
            return allow("a promotion is no step");
        }
        Weight highest = observation.weight().plus(settings.maximumStep());
        int points = wanted.to().percent() - observation.weight().percent();
        String numbers = points + " of at most " + settings.maximumStep() + " points";
        return wanted.to().compareTo(highest) <= 0 ? allow(numbers) : advance(highest, numbers);
    }
}

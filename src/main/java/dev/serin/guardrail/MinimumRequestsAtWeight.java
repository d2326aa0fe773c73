package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** The canary has to answer some requests at each weight before it gets more. */
final class MinimumRequestsAtWeight implements ForwardGuardrail {

    @Override
    public String name() {
        return "minimum-requests-at-weight";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (observation.weight().isZero()) {
            return allow("no minimum at weight 0");
        }
        double seen = observation.dwell().requests();
        String numbers = (long) seen + " of " + settings.minimumRequestsAtWeight() + " requests";
        return seen < settings.minimumRequestsAtWeight() ? hold(observation, numbers) : allow(numbers);
    }
}

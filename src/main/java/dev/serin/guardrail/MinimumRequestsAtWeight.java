package dev.serin.guardrail;

import dev.serin.observation.Observation;

/** The canary has to answer some requests at each weight before it gets more. */
final class MinimumRequestsAtWeight extends StayGuardrail {

    @Override
    public String name() {
        return "minimum-requests-at-weight";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return !observation.weight().isZero() && observation.dwell().requests() < settings.minimumRequestsAtWeight();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        return observation.weight().isZero() ? "no minimum at weight 0"
                : (long) observation.dwell().requests() + " of " + settings.minimumRequestsAtWeight() + " requests";
    }
}

package dev.serin.guardrail;

import java.time.Duration;

import dev.serin.observation.Observation;

/**
 * The canary stays at each weight for a while. Kept by the clock, not by counting Flagger's ticks: a restart or a changed
 * interval brings extra ones. Weight 0 needs no stay: waiting there would run the pre-rollout hooks again and again.
 */
final class MinimumTimeAtWeight extends StayGuardrail {

    @Override
    public String name() {
        return "minimum-time-at-weight";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return !observation.weight().isZero() && stay(observation).compareTo(settings.minimumTimeAtWeight()) < 0;
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        return observation.weight().isZero() ? "no minimum at weight 0"
                : Wording.of(stay(observation)) + " of " + Wording.of(settings.minimumTimeAtWeight());
    }

    private static Duration stay(Observation observation) {
        return observation.dwell().lengthAt(observation.time());
    }
}

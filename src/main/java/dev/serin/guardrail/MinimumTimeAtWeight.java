package dev.serin.guardrail;

import java.time.Duration;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * The canary stays at each weight for a while. Kept by the clock, not by counting Flagger's ticks: a restart or a changed
 * interval brings extra ones. Weight 0 needs no stay: waiting there would run the pre-rollout hooks again and again.
 */
final class MinimumTimeAtWeight implements ForwardGuardrail {

    @Override
    public String name() {
        return "minimum-time-at-weight";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (observation.weight().isZero()) {
            return allow("no minimum at weight 0");
        }
        Duration stay = observation.dwell().lengthAt(observation.time());
        String numbers = Wording.of(stay) + " of " + Wording.of(settings.minimumTimeAtWeight());
        return stay.compareTo(settings.minimumTimeAtWeight()) < 0 ? hold(observation, numbers) : allow(numbers);
    }
}

package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** No advance and no promotion inside a freeze window. */
final class ChangeFreeze implements ForwardGuardrail {

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return settings.freeze().stream().filter(window -> window.contains(observation.time())).findFirst()
                .map(window -> hold(observation, "inside the window " + window))
                .orElseGet(() -> allow("outside all windows"));
    }
}

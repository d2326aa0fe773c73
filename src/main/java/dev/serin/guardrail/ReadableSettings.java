package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A canary whose annotations cannot be read goes nowhere until they are put right; it can still be rolled back. */
final class ReadableSettings implements ForwardGuardrail {

    @Override
    public String name() {
        return "readable-settings";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return settings.problem().map(problem -> hold(observation, problem)).orElseGet(() -> allow("all were read"));
    }
}

package dev.serin.guardrail;

import dev.serin.observation.Observation;

/** A canary whose annotations cannot be read goes nowhere until they are put right; it can still be rolled back. */
final class ReadableSettings implements StayGuardrail {

    @Override
    public String name() {
        return "readable-settings";
    }

    @Override
    public boolean stays(Observation observation, GuardrailSettings settings) {
        return settings.problem().isPresent();
    }

    @Override
    public String numbers(Observation observation, GuardrailSettings settings) {
        return settings.problem().orElse("all were read");
    }
}

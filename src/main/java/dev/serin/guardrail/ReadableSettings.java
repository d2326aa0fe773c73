package dev.serin.guardrail;

import dev.serin.observation.Observation;

/** A canary whose annotations cannot be read goes nowhere until they are put right; it can still be rolled back. */
final class ReadableSettings extends StayGuardrail {

    @Override
    public String name() {
        return "readable-settings";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return settings.problem().isPresent();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        return settings.problem().orElse("all were read");
    }
}

package dev.serin.guardrail;

import dev.serin.observation.Observation;

/** No data, no advance: the newest interval must have been counted, on both sides once the canary has traffic. */
final class NoDataNoAdvance extends StayGuardrail {

    @Override
    public String name() {
        return "no-data-no-advance";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return Blindness.isIn(observation);
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        return Blindness.of(observation).orElse("the newest interval was counted");
    }
}

package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** No data, no advance: the newest interval must have been counted, on both sides once the canary has traffic. */
final class NoDataNoAdvance implements ForwardGuardrail {

    @Override
    public String name() {
        return "no-data-no-advance";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return Blindness.of(observation).map(missing -> hold(observation, missing))
                .orElseGet(() -> allow("the newest interval was counted"));
    }
}

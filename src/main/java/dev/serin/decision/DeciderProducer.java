package dev.serin.decision;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.guardrail.Guardrails;
import dev.serin.policy.Policy;

/** Makes the decider from the chosen policy and the configured guardrails. */
@Singleton
class DeciderProducer {

    @Produces
    @Singleton
    Decider decider(Policy policy, Guardrails guardrails, ObjectMapper json) {
        return new Decider(policy, guardrails, new ObservationDigest(json));
    }
}

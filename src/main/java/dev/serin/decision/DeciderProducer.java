package dev.serin.decision;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.guardrail.Guardrails;
import dev.serin.policy.Policy;
import io.quarkus.runtime.Startup;

/** Makes the decider from the chosen policy and the configured guardrails. */
@Singleton
class DeciderProducer {

    /** At the start, so that wrong settings stop it. */
    @Produces
    @Startup
    @Singleton
    Decider decider(Policy policy, Guardrails guardrails, ObjectMapper json) {
        return new Decider(policy, guardrails, new ObservationDigest(json));
    }
}

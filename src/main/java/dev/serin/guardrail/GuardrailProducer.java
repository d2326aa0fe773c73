package dev.serin.guardrail;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the guardrails from configuration. */
@Singleton
class GuardrailProducer {

    @Produces
    @Singleton
    Guardrails guardrails(GuardrailConfig config) {
        return new Guardrails(GuardrailSettings.of(config));
    }
}

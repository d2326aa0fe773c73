package dev.serin.guardrail;

import dev.serin.canary.Weight;

/**
 * The guardrails' numbers for one canary: the global configuration, overridden by the Canary's annotations.
 *
 * @param firstWeight the weight that a fresh path starts with
 */
public record GuardrailSettings(Weight firstWeight) {
}

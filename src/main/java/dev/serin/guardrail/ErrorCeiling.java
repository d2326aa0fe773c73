package dev.serin.guardrail;

import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** Rolls back at once when too large a share of the canary's requests failed. */
final class ErrorCeiling extends CeilingGuardrail {

    @Override
    public String name() {
        return "error-ceiling";
    }

    @Override
    boolean isReached(VersionReading canary, double requests, GuardrailSettings settings) {
        return canary.errors() instanceof Reading.Value errors && errors.number() / requests >= settings.errorCeiling();
    }

    @Override
    String reached(VersionReading canary, double requests, GuardrailSettings settings) {
        double errors = canary.errors().orElse(0);
        return Math.round(errors) + " of " + Math.round(requests) + " requests failed, "
                + Wording.percent(errors / requests) + " of at most " + Wording.percent(settings.errorCeiling());
    }
}

package dev.serin.guardrail;

import java.util.Optional;

import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/** Rolls back at once when too large a share of the canary's requests failed. */
final class ErrorCeiling implements CeilingGuardrail {

    @Override
    public String name() {
        return "error-ceiling";
    }

    @Override
    public Optional<String> reached(VersionReading canary, double requests, GuardrailSettings settings) {
        return canary.errors() instanceof Reading.Value errors && errors.number() / requests >= settings.errorCeiling()
                ? Optional.of(numbers(errors.number(), requests, settings))
                : Optional.empty();
    }

    private static String numbers(double errors, double requests, GuardrailSettings settings) {
        return Math.round(errors) + " of " + Math.round(requests) + " requests failed, "
                + Wording.percent(errors / requests) + " of at most " + Wording.percent(settings.errorCeiling());
    }
}

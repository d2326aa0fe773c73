package dev.serin.guardrail;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.Weight;

/** Guardrail settings for tests: the defaults of {@link GuardrailConfig}, but at most 50 % before promotion; changed by key. */
public final class Limits {

    private Limits() {
    }

    public static GuardrailSettings defaults() {
        return new GuardrailSettings(new Weight(5), 30, Duration.ofSeconds(60), 100, new Weight(50), 0.25,
                Duration.ofSeconds(10), 20, Duration.ofHours(6), List.of("critical"),
                List.of("critical", "warning"), List.of(), 0, false, Optional.empty());
    }

    /** @param keysAndValues a key as in configuration, its value, and so on */
    public static GuardrailSettings with(String... keysAndValues) {
        Map<String, String> annotations = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            annotations.put("serin.dev/" + keysAndValues[i], keysAndValues[i + 1]);
        }
        GuardrailSettings settings = defaults().overriddenBy(annotations);
        settings.problem().ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return settings;
    }
}

package dev.serin.guardrail;

import java.util.Optional;

import dev.serin.observation.Observation;

/** No advance and no promotion inside a freeze window. */
final class ChangeFreeze extends StayGuardrail {

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return window(observation, settings).isPresent();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        return window(observation, settings).map(window -> "inside the window " + window).orElse("outside all windows");
    }

    private static Optional<FreezeWindow> window(Observation observation, GuardrailSettings settings) {
        for (FreezeWindow window : settings.freeze()) {
            if (window.contains(observation.time())) {
                return Optional.of(window);
            }
        }
        return Optional.empty();
    }
}

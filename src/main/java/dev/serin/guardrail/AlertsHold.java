package dev.serin.guardrail;

import java.util.List;

import dev.serin.observation.Alert;
import dev.serin.observation.Observation;

/**
 * The canary stays where it is while an alert of such a severity fires, on whichever version: during an incident nothing is
 * released further. Severities that roll back hold too, where they do not roll back.
 */
final class AlertsHold extends StayGuardrail {

    @Override
    public String name() {
        return "alerts-hold";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        return !observation.alerts().isEmpty() && !holding(observation, settings).isEmpty();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        if (observation.alerts().isEmpty()) {
            return "no alert fires";
        }
        List<Alert> holding = holding(observation, settings);
        return Wording.of(holding.isEmpty() ? observation.alerts() : holding, observation.time());
    }

    private static List<Alert> holding(Observation observation, GuardrailSettings settings) {
        return observation.alerts().stream().filter(alert -> settings.alertsHold().contains(alert.severity())
                || settings.alertsRollback().contains(alert.severity())).toList();
    }
}

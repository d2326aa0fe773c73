package dev.serin.guardrail;

import java.time.Instant;
import java.util.List;

import dev.serin.observation.Alert;
import dev.serin.observation.Observation;

/**
 * Rolls back at once when an alert of such a severity fires on the canary, whatever Prometheus answers Serin. Not for one that
 * fired before the release did anything: it is about the release before.
 */
final class AlertsRollback extends BrakeGuardrail {

    @Override
    public String name() {
        return "alerts-rollback";
    }

    @Override
    boolean isReached(Observation observation, GuardrailSettings settings) {
        return !observation.weight().isZero() && !observation.alerts().isEmpty() && !guilty(observation, settings).isEmpty();
    }

    @Override
    String reached(Observation observation, GuardrailSettings settings) {
        return Wording.of(guilty(observation, settings), observation.time());
    }

    private static List<Alert> guilty(Observation observation, GuardrailSettings settings) {
        Instant start = start(observation);
        return observation.alerts().stream().filter(alert -> alert.role() == Alert.Role.CANARY
                && settings.alertsRollback().contains(alert.severity()) && !alert.since().isBefore(start)).toList();
    }

    /** Serin sees the traffic of a release for the first time up to one tick after it began to flow. */
    private static Instant start(Observation observation) {
        return observation.releaseSince().minus(observation.canary().interval());
    }
}

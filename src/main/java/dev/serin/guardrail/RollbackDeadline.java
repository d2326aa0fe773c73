package dev.serin.guardrail;

import java.time.Duration;

import dev.serin.observation.Observation;

/**
 * Rolls back a release that is still not promoted long after its first traffic. Waiting at weight 0 hurts nobody and does not
 * count; time in a change freeze does, so that no canary keeps its traffic through a long one. Silent while there is no data:
 * being blind is no reason to roll back; and while a person is in charge, who has a deadline of their own.
 */
final class RollbackDeadline extends BrakeGuardrail {

    @Override
    public String name() {
        return "rollback-deadline";
    }

    @Override
    boolean isReached(Observation observation, GuardrailSettings settings) {
        boolean late = age(observation).compareTo(settings.rollbackDeadline()) >= 0;
        return late && !observation.weight().isZero() && !Blindness.isIn(observation) && observation.charge().isEmpty();
    }

    @Override
    String reached(Observation observation, GuardrailSettings settings) {
        return "not promoted after " + Wording.of(age(observation)) + " of at most "
                + Wording.of(settings.rollbackDeadline());
    }

    private static Duration age(Observation observation) {
        return Duration.between(observation.releaseSince(), observation.time());
    }
}

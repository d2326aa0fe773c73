package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/**
 * A ceiling on what the canary did in the newest interval, whatever the primary does. Judged only on enough requests,
 * and not at weight 0: what was counted then may still be the previous revision's, after Flagger restarted the
 * analysis.
 */
abstract class CeilingGuardrail extends BrakeGuardrail {

    /** @param requests at least {@link GuardrailSettings#ceilingRequests()} */
    abstract boolean isReached(VersionReading canary, double requests, GuardrailSettings settings);

    /** The ceiling with its numbers; asked only when it is reached. */
    abstract String reached(VersionReading canary, double requests, GuardrailSettings settings);

    @Override
    final boolean isReached(Observation observation, GuardrailSettings settings) {
        VersionReading canary = observation.interval().canary();
        return !observation.weight().isZero() && canary.requests() instanceof Reading.Value requests
                && requests.number() >= settings.ceilingRequests() && isReached(canary, requests.number(), settings);
    }

    @Override
    final String reached(Observation observation, GuardrailSettings settings) {
        VersionReading canary = observation.interval().canary();
        return reached(canary, canary.requests().orElse(0), settings);
    }
}

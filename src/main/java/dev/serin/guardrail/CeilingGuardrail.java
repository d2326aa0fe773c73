package dev.serin.guardrail;

import java.util.Optional;

import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/**
 * A ceiling on what the canary did in the newest interval, whatever the primary does. Judged only on enough requests,
 * and not at weight 0: what was counted then may still be the previous revision's, after Flagger restarted the
 * analysis.
 */
interface CeilingGuardrail extends BrakeGuardrail {

    /** The ceiling that the canary's counts reach. @param requests at least {@link GuardrailSettings#ceilingRequests()} */
    Optional<String> reached(VersionReading canary, double requests, GuardrailSettings settings);

    @Override
    default Optional<String> reached(Observation observation, GuardrailSettings settings) {
        VersionReading canary = observation.interval().canary();
        return !observation.weight().isZero() && canary.requests() instanceof Reading.Value requests
                && requests.number() >= settings.ceilingRequests()
                        ? reached(canary, requests.number(), settings)
                        : Optional.empty();
    }
}

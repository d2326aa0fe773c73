package dev.serin.guardrail;

import dev.serin.observation.Observation;

/**
 * Only so many canaries have traffic at once: one at weight 0 waits for its turn, one that has traffic goes on. Two
 * that start in the same moment may both pass, as neither sees the other's traffic yet.
 */
final class MaximumAdvancing extends StayGuardrail {

    @Override
    public String name() {
        return "maximum-advancing";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        int limit = settings.maximumAdvancing();
        return limit > 0 && observation.othersWithTraffic().size() >= limit && observation.weight().isZero();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        String others = observation.othersWithTraffic().size() + " other canaries have traffic";
        return stays(observation, settings) ? others + ", at most " + settings.maximumAdvancing() + " at once" : others;
    }
}

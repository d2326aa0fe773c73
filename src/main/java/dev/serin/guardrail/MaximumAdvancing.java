package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * Only so many canaries have traffic at once: one at weight 0 waits for its turn, one that has traffic goes on. Two
 * that start in the same moment may both pass, as neither sees the other's traffic yet.
 */
final class MaximumAdvancing implements ForwardGuardrail {

    @Override
    public String name() {
        return "maximum-advancing";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        int others = observation.othersWithTraffic().size();
        int limit = settings.maximumAdvancing();
        boolean full = limit > 0 && others >= limit && observation.weight().isZero();
        return full ? hold(observation, others + " other canaries have traffic, at most " + limit + " at once")
                : allow(others + " other canaries have traffic");
    }
}

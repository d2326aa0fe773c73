package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * An advance leads to a higher weight, and stays below 100 %: the list in the manifest has to rise, and a list that
 * ends at 100 % would leave the primary without traffic before it is promoted.
 */
final class RisingWeight extends ForwardGuardrail {

    @Override
    public String name() {
        return "rising-weight";
    }

    @Override
    Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return rises(wanted, observation) ? wanted : ForwardGuardrail.hold(observation);
    }

    @Override
    String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return rises(wanted, observation) ? "rises" : wanted.to() + " is no step up from " + observation.weight();
    }

    private static boolean rises(Proposal wanted, Observation observation) {
        boolean up = wanted.to().compareTo(observation.weight()) > 0;
        return wanted.action() == Action.PROMOTE || up && wanted.to().compareTo(Weight.FULL) < 0;
    }
}

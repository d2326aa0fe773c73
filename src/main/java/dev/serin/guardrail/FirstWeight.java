package dev.serin.guardrail;

import dev.serin.canary.Approval;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** From weight 0 the way leads to the first weight of the approved path and nowhere else. */
final class FirstWeight extends ForwardGuardrail {

    @Override
    public String name() {
        return "first-weight";
    }

    @Override
    Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (!observation.weight().isZero()) {
            return wanted;
        }
        Weight first = of(observation, settings);
        return wanted.to().equals(first) ? wanted : ForwardGuardrail.advance(first);
    }

    @Override
    String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        if (!observation.weight().isZero()) {
            return "the canary has traffic already";
        }
        Weight first = of(observation, settings);
        return wanted.to().equals(first) ? "starts at " + first : first + " instead of " + wanted.to();
    }

    /** The first weight of the path in Git, or the configured one where Git has no path. */
    static Weight of(Observation observation, GuardrailSettings settings) {
        return observation.approval() instanceof Approval.Known known ? new Weight(known.path().entries().get(0))
                : settings.firstWeight();
    }
}

package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * The canary gets at most this much before its promotion, and the promotion starts there, as with Flagger's {@code maxWeight}:
 * an advance beyond it is cut, a promotion below it becomes an advance towards it.
 */
final class MaximumWeight extends ForwardGuardrail {

    @Override
    public String name() {
        return "maximum-weight";
    }

    @Override
    Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        Weight maximum = settings.maximumWeight();
        if (isAtMaximum(observation, settings)) {
            return wanted.action() == Action.PROMOTE ? wanted : ForwardGuardrail.hold(observation);
        }
        return wanted.to().compareTo(maximum) <= 0 ? wanted : ForwardGuardrail.advance(maximum);
    }

    @Override
    String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        String most = "at most " + settings.maximumWeight();
        if (isAtMaximum(observation, settings)) {
            return observation.weight() + " of " + most + " before promotion";
        }
        return wanted.to().compareTo(settings.maximumWeight()) <= 0 ? most : most + " before promotion";
    }

    private static boolean isAtMaximum(Observation observation, GuardrailSettings settings) {
        return observation.weight().compareTo(settings.maximumWeight()) >= 0;
    }
}

package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * The canary gets at most this much before its promotion, and the promotion starts there, as with Flagger's {@code maxWeight}:
 * an advance beyond it is cut, a promotion below it becomes an advance towards it.
 */
final class MaximumWeight implements ForwardGuardrail {

    @Override
    public String name() {
        return "maximum-weight";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        Weight maximum = settings.maximumWeight();
        if (observation.weight().compareTo(maximum) >= 0) {
            return atMaximum(wanted, observation, maximum);
        }
        return wanted.to().compareTo(maximum) <= 0 ? allow("at most " + maximum)
                : advance(maximum, "at most " + maximum + " before promotion");
    }

    private Verdict atMaximum(Proposal wanted, Observation observation, Weight maximum) {
        String numbers = observation.weight() + " of at most " + maximum + " before promotion";
        return wanted.action() == Action.PROMOTE ? allow(numbers) : hold(observation, numbers);
    }
}

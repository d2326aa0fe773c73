package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** Never from no traffic straight to everything: a promotion at weight 0 becomes a start at the first weight. */
final class NotAllAtOnce extends ForwardGuardrail {

    @Override
    public String name() {
        return "not-all-at-once";
    }

    @Override
    Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return isAllAtOnce(wanted, observation) ? ForwardGuardrail.advance(FirstWeight.of(observation, settings)) : wanted;
    }

    @Override
    String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return isAllAtOnce(wanted, observation) ? "a promotion at weight 0 becomes a start" : "not a promotion at weight 0";
    }

    private static boolean isAllAtOnce(Proposal wanted, Observation observation) {
        return wanted.action() == Action.PROMOTE && observation.weight().isZero();
    }
}

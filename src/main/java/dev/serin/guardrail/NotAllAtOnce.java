package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** Never from no traffic straight to everything: a promotion at weight 0 becomes a start at the first weight. */
final class NotAllAtOnce implements ForwardGuardrail {

    @Override
    public String name() {
        return "not-all-at-once";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        boolean allAtOnce = wanted.action() == Action.PROMOTE && observation.weight().isZero();
        return allAtOnce ? advance(FirstWeight.of(observation, settings), "a promotion at weight 0 becomes a start")
                : allow("not a promotion at weight 0");
    }
}

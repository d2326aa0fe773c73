package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A rule about the way forward. A hold or a rollback always passes it: no such rule can block a rollback. */
abstract class ForwardGuardrail implements Guardrail {

    /** @param wanted an advance or a promotion */
    abstract Proposal limitForward(Proposal wanted, Observation observation, GuardrailSettings settings);

    /** @param wanted an advance or a promotion */
    abstract String numbersForward(Proposal wanted, Observation observation, GuardrailSettings settings);

    @Override
    public final Proposal limit(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return isForward(wanted) ? limitForward(wanted, observation, settings) : wanted;
    }

    @Override
    public final String numbers(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return isForward(wanted) ? numbersForward(wanted, observation, settings) : "concerns advance and promotion only";
    }

    static boolean isForward(Proposal wanted) {
        return wanted.action() == Action.ADVANCE || wanted.action() == Action.PROMOTE;
    }

    static Proposal hold(Observation observation) {
        return Proposal.hold(observation.weight(), "");
    }

    static Proposal advance(Weight to) {
        return Proposal.advance(to, "");
    }
}

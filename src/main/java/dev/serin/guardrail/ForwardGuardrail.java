package dev.serin.guardrail;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** A rule about the way forward. A hold or a rollback always passes it: no such rule can block a rollback. */
interface ForwardGuardrail extends Guardrail {

    /** @param wanted an advance or a promotion */
    Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings);

    @Override
    default Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings) {
        return isForward(wanted) ? checkForward(wanted, observation, settings) : allow("concerns advance and promotion only");
    }

    default Verdict hold(Observation observation, String numbers) {
        return replace(numbers, Proposal.hold(observation.weight(), name() + ": " + numbers));
    }

    default Verdict advance(Weight to, String numbers) {
        return replace(numbers, Proposal.advance(to, name() + ": " + numbers));
    }

    private static boolean isForward(Proposal wanted) {
        return wanted.action() == Action.ADVANCE || wanted.action() == Action.PROMOTE;
    }
}

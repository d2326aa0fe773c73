package dev.serin.guardrail;

import dev.serin.canary.Approval;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * Nothing goes forward on a manifest that Serin has not read and understood. A dry run may look on while the weights are
 * hand-written: it changes nothing.
 */
final class KnownApproval implements ForwardGuardrail {

    @Override
    public String name() {
        return "known-approval";
    }

    @Override
    public Verdict checkForward(Proposal wanted, Observation observation, GuardrailSettings settings) {
        Approval approval = observation.approval();
        if (approval instanceof Approval.Unknown unknown) {
            return hold(observation, "Git cannot be read: " + unknown.reason());
        }
        return approval instanceof Approval.Foreign foreign && !settings.dryRun() ? hold(observation, foreign.problem())
                : allow("the manifest was read");
    }
}

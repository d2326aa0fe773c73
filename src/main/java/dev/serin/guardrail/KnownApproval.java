package dev.serin.guardrail;

import dev.serin.canary.Approval;
import dev.serin.observation.Observation;

/**
 * Nothing goes forward on a manifest that Serin has not read and understood. A dry run may look on while the weights are
 * hand-written: it changes nothing.
 */
final class KnownApproval extends StayGuardrail {

    @Override
    public String name() {
        return "known-approval";
    }

    @Override
    boolean stays(Observation observation, GuardrailSettings settings) {
        Approval approval = observation.approval();
        return approval instanceof Approval.Unknown || approval instanceof Approval.Foreign && !settings.dryRun();
    }

    @Override
    String numbers(Observation observation, GuardrailSettings settings) {
        Approval approval = observation.approval();
        if (approval instanceof Approval.Unknown unknown) {
            return "Git cannot be read: " + unknown.reason();
        }
        return approval instanceof Approval.Foreign foreign && !settings.dryRun() ? foreign.problem() : "the manifest was read";
    }
}

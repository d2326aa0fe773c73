package dev.serin.decision;

import dev.serin.canary.Approval;
import dev.serin.canary.Phase;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.observation.Observation;

/** What is decided while Flagger analyses nothing: the path is put back to its fresh start for the next release. */
final class OutsideAnalysis {

    private OutsideAnalysis() {
    }

    static Decision decide(Observation seen, GuardrailSettings settings) {
        Phase phase = seen.canary().phase();
        return switch (phase) {
            case PROMOTING, FINALISING -> hold(seen, "promotion under way");
            case INITIALIZED, WAITING, SUCCEEDED, FAILED -> idle(seen, settings);
            default -> hold(seen, phase == Phase.NONE ? "Flagger has not seen this canary yet" : "the canary is " + phase);
        };
    }

    private static Decision idle(Observation seen, GuardrailSettings settings) {
        Approval approval = seen.approval();
        if (approval instanceof Approval.Unknown unknown) {
            return hold(seen, "Git cannot be read: " + unknown.reason());
        }
        if (approval instanceof Approval.Known known) {
            return FreshStart.isIn(known, settings) ? hold(seen, "no release under way, the path " + known.path() + " is fresh")
                    : FreshStart.decide(seen, settings, "the path of the last release was " + known.path());
        }
        return FreshStart.decide(seen, settings, ((Approval.Foreign) approval).problem());
    }

    private static Decision hold(Observation seen, String reason) {
        return new Decision.Hold(seen.weight(), Reason.oneLine(reason));
    }
}

package dev.serin.decision;

import dev.serin.canary.StepWeights;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.observation.Observation;

/** The path goes back to its fresh start. Only for a canary without traffic, which no list can make jump. */
final class FreshStart {

    private FreshStart() {
    }

    /** A reset to the first weight; a hold while the annotations do not say which one that is. */
    static Decision decide(Observation seen, GuardrailSettings settings, String why) {
        return settings.problem().<Decision> map(problem -> new Decision.Hold(seen.weight(), Reason.oneLine(problem)))
                .orElseGet(() -> reset(seen, settings, why));
    }

    private static Decision reset(Observation seen, GuardrailSettings settings, String why) {
        StepWeights fresh = StepWeights.holdingAt(settings.firstWeight());
        return new Decision.Reset(seen.weight(), settings.firstWeight(), Reason.oneLine("fresh path " + fresh + ": " + why));
    }
}

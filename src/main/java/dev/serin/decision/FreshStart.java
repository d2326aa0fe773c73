package dev.serin.decision;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.observation.Observation;

/** The path goes back to its fresh start. Only for a canary without traffic, which no list can make jump. */
final class FreshStart {

    private FreshStart() {
    }

    /** Whether Git has it already. The stamp has to be a reset's, made for whichever release comes. */
    static boolean isIn(Approval.Known known, GuardrailSettings settings) {
        return known.path().equals(StepWeights.holdingAt(settings.firstWeight()))
                && known.stamp().filter(FreshStart::isForTheNext).isPresent();
    }

    /** Whether a person's order stands on the fresh path of this release: it needs no other one. */
    static boolean isOrderedOn(Approval.Known known, Release release, GuardrailSettings settings) {
        return known.path().equals(StepWeights.holdingAt(settings.firstWeight()))
                && known.newestByPerson().filter(stamp -> stamp.release().covers(release)).isPresent();
    }

    private static boolean isForTheNext(DecisionStamp stamp) {
        return stamp.action() == Action.RESET && stamp.release().equals(Release.ANY);
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

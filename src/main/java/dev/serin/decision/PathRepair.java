package dev.serin.decision;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.observation.Observation;

/**
 * What has to be put right in Git before a canary in analysis may go on.
 *
 * <p>
 * With traffic on the canary every new list is a risk: a list that lacks its weight makes Flagger jump to 100 %, and
 * one that ends below it makes Flagger promote (nextStepWeight and runCanary in Flagger's
 * pkg/controller/scheduler.go). So a path that still fits is never touched, and one that does not is replaced by one
 * that holds where the canary is.
 */
final class PathRepair {

    private final Observation seen;
    private final GuardrailSettings settings;

    private PathRepair(Observation seen, GuardrailSettings settings) {
        this.seen = seen;
        this.settings = settings;
    }

    /** The decision that comes before any step; empty when the path in Git is good. A dry run takes it as it is. */
    static Optional<Decision> of(Observation seen, GuardrailSettings settings) {
        if (seen.approval() instanceof Approval.Unknown unknown) {
            return new PathRepair(seen, settings).hold("Git cannot be read: " + unknown.reason());
        }
        return settings.dryRun() ? Optional.empty() : new PathRepair(seen, settings).repair();
    }

    private Optional<Decision> repair() {
        if (seen.weight().isZero()) {
            // Flagger's status says 0 while it waits for promotion (fluxcd/flagger#1819); without a list the weight is unknown.
            return seen.canary().phase() == Phase.WAITING_PROMOTION ? hold("the weight of the canary is unknown")
                    : withoutTraffic();
        }
        return seen.approval() instanceof Approval.Known known ? withTraffic(known)
                : takeOver(((Approval.Foreign) seen.approval()).problem());
    }

    private Optional<Decision> withoutTraffic() {
        if (seen.approval() instanceof Approval.Foreign foreign) {
            return freshStart(foreign.problem());
        }
        Approval.Known known = (Approval.Known) seen.approval();
        boolean isFresh = FreshStart.isIn(known, settings) || FreshStart.isOrderedOn(known, seen.release(), settings);
        return isFresh ? Optional.empty()
                : freshStart("the canary has no traffic and the path is " + known.path() + " by "
                        + known.stamp().map(stamp -> "decision " + stamp.id()).orElse("no decision"));
    }

    private Optional<Decision> withTraffic(Approval.Known known) {
        if (!known.path().contains(seen.weight())) {
            return offThePath(known.path());
        }
        return known.stamp().map(stamp -> underStamp(known.path(), stamp))
                .orElseGet(() -> takeOver("no decision stands in the hooks"));
    }

    private Optional<Decision> underStamp(StepWeights path, DecisionStamp stamp) {
        if (!isForThisRelease(stamp)) {
            return hold("the path " + path + " was approved for release " + stamp.release() + ", not " + seen.release()
                    + ": waiting for Flagger to restart the analysis");
        }
        boolean promotionDecided = stamp.action() == Action.PROMOTE && seen.weight().equals(path.ceiling());
        return path.holds() || promotionDecided ? Optional.empty()
                : holdHere("the path " + path + " ends in a promotion that nobody decided at " + seen.weight());
    }

    /** The list in Git would make Flagger jump or promote: one that holds here is the safer one in every order of events. */
    private Optional<Decision> offThePath(StepWeights path) {
        String why = "weight " + seen.weight() + " is not on the approved path " + path
                + ": Flagger would jump or promote";
        return seen.weight().equals(Weight.FULL) ? hold(why) : holdHere(why);
    }

    /**
     * Hand-written weights are converted under traffic only where a closed gate keeps the canary in place meanwhile:
     * otherwise it could be past the new list's end when that arrives, and be promoted.
     */
    private Optional<Decision> takeOver(String why) {
        boolean gated = seen.canary().hooks().contains(HookType.CONFIRM_TRAFFIC_INCREASE);
        return gated && !seen.weight().equals(Weight.FULL) ? holdHere(why)
                : hold(why + "; left as it is until the release ends: Flagger could move on before a new list arrives");
    }

    private boolean isForThisRelease(DecisionStamp stamp) {
        return stamp.release().covers(seen.release());
    }

    private Optional<Decision> freshStart(String why) {
        return Optional.of(FreshStart.decide(seen, settings, why));
    }

    private Optional<Decision> holdHere(String why) {
        String reason = "new path " + StepWeights.holdingAt(seen.weight()) + " that holds here: " + why;
        return Optional.of(new Decision.Reset(seen.weight(), seen.weight(), Reason.oneLine(reason)));
    }

    private Optional<Decision> hold(String reason) {
        return Optional.of(new Decision.Hold(seen.weight(), Reason.oneLine(reason)));
    }
}

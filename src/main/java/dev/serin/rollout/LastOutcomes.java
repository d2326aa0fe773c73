package dev.serin.rollout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * The newest outcome of each canary, so that the calls of one tick, and repeated or duplicated ones, share one
 * decision: a second look that sees the same gets the same outcome, without a second entry or commit.
 */
@ApplicationScoped
class LastOutcomes {

    private static final int CANARIES_MAX = 10_000;

    private final Map<CanaryRef, Outcome.Decided> newest = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<CanaryRef, Outcome.Decided> eldest) {
            return size() > CANARIES_MAX;
        }
    };

    /** Canaries come and go: those not heard of for longest are forgotten, which costs no more than a second look. */
    synchronized Outcome.Decided keep(Outcome.Decided outcome) {
        newest.put(outcome.observation().ref(), outcome);
        return outcome;
    }

    /**
     * The newest outcome, if this look sees what that one left behind. A commit that failed is tried again, and one that was
     * overtaken is decided anew: it rested on what is no longer there.
     */
    synchronized Optional<Outcome> sameLook(Observation now) {
        return Optional.ofNullable(newest.get(now.ref()))
                .filter(last -> !(last.change() instanceof Change.Failed || last.change() instanceof Change.Overtaken))
                .filter(last -> seesTheSame(last, now)).map(last -> last);
    }

    private static boolean seesTheSame(Outcome.Decided last, Observation now) {
        Observation then = last.observation();
        return then.release().equals(now.release()) && then.canary().equals(now.canary())
                && then.interval().equals(now.interval()) && then.alerts().equals(now.alerts())
                && allowTheSame(last.approval(), now.approval());
    }

    /** The head of the branch moves with every other canary's commit; what it says about this one may not have changed. */
    private static boolean allowTheSame(Approval then, Approval now) {
        return then instanceof Approval.Known before && now instanceof Approval.Known after
                ? before.path().equals(after.path()) && before.stamp().equals(after.stamp())
                : then.equals(now);
    }
}

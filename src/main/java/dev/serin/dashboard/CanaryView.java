package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Charge;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.events.UnappliedCommits.Unapplied;
import dev.serin.journal.Glance;

/**
 * A canary as the cluster shows it, with what the journal knows of it.
 *
 * @param stepWeights the list that Flagger is executing, as it stands
 * @param wired whether any of its hooks calls Serin
 * @param stamp the decision that Flagger is executing
 * @param staleBecause why all of this is only what the newest decision recorded; empty when it is live
 * @param glance empty before the first decision
 * @param unapplied the newest commit that is not live, as far as this process knows
 * @param overdue whether a commit of it should be live by now, or could not be applied
 */
public record CanaryView(CanaryRef ref, Phase phase, Weight weight, List<Integer> stepWeights, boolean wired,
        Optional<DecisionStamp> stamp, Optional<String> staleBecause, Optional<Glance> glance, Optional<Unapplied> unapplied,
        boolean overdue) {

    static CanaryView live(CanaryState state, Optional<Glance> glance) {
        return new CanaryView(state.ref(), state.phase(), state.weight(), state.stepWeights(), !state.hooks().isEmpty(),
                state.stamp(), Optional.empty(), glance, Optional.empty(), false);
    }

    static CanaryView recorded(Glance then, String staleBecause) {
        return new CanaryView(then.canary(), then.phase(), then.weight(), then.stepWeights(), true, Optional.empty(),
                Optional.of(staleBecause), Optional.of(then), Optional.empty(), false);
    }

    /** The same, with what is known of its way from Git to the cluster. */
    CanaryView with(Optional<Unapplied> commit, boolean late) {
        return new CanaryView(ref, phase, weight, stepWeights, wired, stamp, staleBecause, glance, commit, late);
    }

    Optional<Glance.Telling> telling() {
        return glance.map(Glance::telling);
    }

    /** Who is in charge of the release that is under way, as the live manifest says. */
    Optional<Charge> charge(Instant now) {
        return stamp.flatMap(newest -> glance.filter(known -> !phase.isIdle())
                .flatMap(known -> newest.charge(known.release(), now)));
    }
}

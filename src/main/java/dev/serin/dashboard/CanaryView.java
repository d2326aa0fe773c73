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
import dev.serin.journal.Entry;

/**
 * A canary with the decision that says why it is where it is.
 *
 * @param stepWeights the list that Flagger is executing, as it stands
 * @param wired whether any of its hooks calls Serin
 * @param telling that decision: the tidying up after the end of a release says nothing about it
 * @param stamp the decision that Flagger is executing
 * @param staleBecause why phase, weight and step weights are only what the newest entry recorded; empty when they are live
 */
public record CanaryView(CanaryRef ref, Phase phase, Weight weight, List<Integer> stepWeights, boolean wired,
        Optional<DecisionStamp> stamp, Optional<String> staleBecause, Optional<Entry> telling) {

    static CanaryView live(CanaryState state, Optional<Entry> telling) {
        return new CanaryView(state.ref(), state.phase(), state.weight(), state.stepWeights(), !state.hooks().isEmpty(),
                state.stamp(), Optional.empty(), telling);
    }

    static CanaryView recorded(Entry newest, Entry telling, String staleBecause) {
        CanaryState then = newest.observation().canary();
        return new CanaryView(then.ref(), then.phase(), then.weight(), then.stepWeights(), !then.hooks().isEmpty(),
                newest.newestStamp(), Optional.of(staleBecause), Optional.of(telling));
    }

    /** Who is in charge of the release that is under way, as the live manifest says. */
    Optional<Charge> charge(Instant now) {
        return phase.isIdle() ? Optional.empty()
                : telling.flatMap(entry -> stamp.flatMap(newest -> newest.charge(entry.observation().release(), now)));
    }
}

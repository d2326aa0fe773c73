package dev.serin.journal;

import java.time.Instant;
import java.util.Optional;

import dev.serin.canary.Charge;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Order;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/**
 * One decision with what caused it, what it saw and what became of it.
 *
 * @param sequence rises with each entry
 * @param time when the decision was made
 * @param change empty while the outcome in Git is not known: written first, so that a crash in between leaves a trace
 */
public record Entry(long sequence, Instant time, Trigger trigger, Observation observation, Ruling ruling,
        Optional<Change> change) {

    /** The newest stamp in Git once this was done. */
    public Optional<DecisionStamp> newestStamp() {
        return change.filter(Change.Committed.class::isInstance).isPresent() ? Optional.of(ruling.stamp())
                : observation.approval().newestStamp();
    }

    /** Who was in charge of the release at a time after this was done. */
    public Optional<Charge> charge(Instant now) {
        return newestStamp().flatMap(stamp -> stamp.charge(observation.release(), now));
    }

    /** What the next order has to name as its basis: the newest stamp, where a person made it for this release. */
    public String basis() {
        return newestStamp().filter(stamp -> stamp.by().isPresent() && stamp.release().covers(observation.release()))
                .map(DecisionStamp::id).orElse(Order.NO_BASIS);
    }
}

package dev.serin.rollout;

import java.time.Duration;
import java.util.Optional;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;

/**
 * A decision and what became of it in Git.
 *
 * @param entry as it was opened: what caused the decision, what it saw, the ruling
 * @param took from the look at the canary to the outcome in Git
 * @param traceparent as W3C's Trace Context writes it: of Serin's own span, or the caller's where Serin's traces are off;
 *        empty where there is neither
 * @param belated whether a crash or an outage came between the decision and its commit: what the entry saw is old then
 */
public record DecisionMade(Entry entry, Change change, Duration took, Optional<String> traceparent, boolean belated) {

    /** Whether it was told before, with the failure of an earlier attempt. */
    public boolean isRepeated() {
        return entry.change().isPresent();
    }

    public Ruling ruling() {
        return entry.ruling();
    }
}

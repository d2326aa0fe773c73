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
 * @param traceparent of the trace that it belongs to, as W3C's Trace Context writes it; empty where nothing is traced
 */
public record DecisionMade(Entry entry, Change change, Duration took, Optional<String> traceparent) {

    public Ruling ruling() {
        return entry.ruling();
    }
}

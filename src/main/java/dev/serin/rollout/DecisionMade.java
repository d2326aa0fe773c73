package dev.serin.rollout;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;

/**
 * A decision and what became of it in Git.
 *
 * @param entry as it was opened, without its outcome
 */
public record DecisionMade(Entry entry, Change change) {

    public Ruling ruling() {
        return entry.ruling();
    }
}

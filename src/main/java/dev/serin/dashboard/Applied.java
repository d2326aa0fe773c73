package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.serin.canary.DecisionStamp;
import dev.serin.events.UnappliedCommits.Unapplied;
import dev.serin.journal.Entry;

/**
 * Whether Flux has applied a decision that stands in Git.
 *
 * @param meaning in a sentence; what Flux said, where it could not apply the commit
 */
public record Applied(State state, String meaning) {

    /** How far a commit has come. Each has a mark besides its colour. */
    public enum State {
        LIVE("live", "✓", "Flagger is executing it"),
        WAITING("in Git, not live yet", "…", "Flux has not applied the commit yet: look at the Kustomization if this stays"),
        LATE("not applied in time", "!", "Flux should have applied the commit by now: look at the Kustomization"),
        FAILED("not applied", "✕", "Flux could not apply the commit"),
        SUPERSEDED("superseded", "↷", "A newer commit has replaced it");

        private final String label;
        private final String mark;
        private final String meaning;

        State(String label, String mark, String meaning) {
            this.label = label;
            this.mark = mark;
            this.meaning = meaning;
        }

        private Applied applied() {
            return new Applied(this, meaning);
        }
    }

    /**
     * By the stamp in the live Canary; empty for a decision that is not in Git, and while nobody knows what is live.
     *
     * @param committed the ids of all decisions that are in Git, newest first
     * @param pushedBy what was committed before that should be live
     */
    static Optional<Applied> of(Entry entry, List<String> committed, CanaryView canary, Instant pushedBy) {
        String id = entry.ruling().id();
        if (!committed.contains(id) || canary.staleBecause().isPresent()) {
            return Optional.empty();
        }
        String live = canary.stamp().map(DecisionStamp::id).orElse("");
        if (live.equals(id)) {
            return Optional.of(State.LIVE.applied());
        }
        return Optional.of(committed.indexOf(id) == 0 ? notLive(entry, canary.unapplied(), pushedBy)
                : State.SUPERSEDED.applied());
    }

    private static Applied notLive(Entry entry, Optional<Unapplied> unapplied, Instant pushedBy) {
        Optional<String> failure = unapplied.flatMap(Unapplied::failure);
        return failure.map(why -> new Applied(State.FAILED, why))
                .orElseGet(() -> (entry.time().isBefore(pushedBy) ? State.LATE : State.WAITING).applied());
    }

    /** Whether somebody has to look. */
    public boolean isTrouble() {
        return state == State.LATE || state == State.FAILED;
    }

    public String label() {
        return state.label;
    }

    public String mark() {
        return state.mark;
    }

    public String css() {
        return state.name().toLowerCase(Locale.ROOT);
    }
}

package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Approval;
import dev.serin.events.UnappliedCommits.Unapplied;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;

/**
 * Whether Flux has applied a decision that stands in Git.
 *
 * @param sign its meaning is what Flux said, where it could not apply the commit
 */
public record Applied(State state, Sign sign) {

    /** How far a commit has come. Each has a mark besides its colour. */
    public enum State {
        LIVE("live", "✓", "Flagger is executing it"),
        WAITING("in Git, not live yet", "…", "Flux has not applied the commit yet: look at the Kustomization if this stays"),
        LATE("not applied in time", "!", "Flux should have applied the commit by now: look at the Kustomization"),
        FAILED("not applied", "✕", "Flux could not apply the commit"),
        SUPERSEDED("superseded", "↷", "A newer commit has replaced it"),
        REVERTED("no longer in Git", "↶", "The branch says what is live: somebody has reverted or replaced the commit");

        private final Sign sign;

        State(String label, String mark, String meaning) {
            this.sign = Sign.of(this, label, mark, meaning);
        }

        /** In the JSON API. */
        String word() {
            return sign.css();
        }

        private Applied applied() {
            return new Applied(this, sign);
        }
    }

    /**
     * By the stamp in the live Canary; empty for a decision that is not in Git, and while nobody knows what is live.
     *
     * @param newestFirst what the journal has of the canary
     * @param pushedBy what was committed before that should be live
     */
    static Optional<Applied> of(Entry entry, List<Entry> newestFirst, CanaryView canary, Instant pushedBy) {
        if (!isCommitted(entry) || canary.staleBecause().isPresent()) {
            return Optional.empty();
        }
        if (canary.stamp().filter(live -> live.id().equals(entry.ruling().id())).isPresent()) {
            return Optional.of(State.LIVE.applied());
        }
        return Optional.of(notLive(entry, newestFirst.subList(0, newestFirst.indexOf(entry)), canary, pushedBy));
    }

    /** @param later what came after it, newest first */
    private static Applied notLive(Entry entry, List<Entry> later, CanaryView canary, Instant pushedBy) {
        if (later.stream().anyMatch(Applied::isCommitted)) {
            return State.SUPERSEDED.applied();
        }
        return later.stream().findFirst().filter(newest -> isGone(newest.observation().approval(), canary))
                .map(newest -> State.REVERTED.applied()).orElseGet(() -> waiting(entry, canary.unapplied(), pushedBy));
    }

    private static boolean isCommitted(Entry entry) {
        return entry.change().filter(Change.Committed.class::isInstance).isPresent();
    }

    /** What Git said last is what is live already. */
    private static boolean isGone(Approval inGit, CanaryView canary) {
        return inGit instanceof Approval.Known known && (known.stamp().isEmpty() || known.stamp().equals(canary.stamp()));
    }

    private static Applied waiting(Entry entry, Optional<Unapplied> unapplied, Instant pushedBy) {
        Optional<String> failure = unapplied.flatMap(Unapplied::failure);
        return failure.map(why -> new Applied(State.FAILED, State.FAILED.sign.because(why)))
                .orElseGet(() -> (entry.time().isBefore(pushedBy) ? State.LATE : State.WAITING).applied());
    }

    /** Whether somebody has to look. */
    public boolean isTrouble() {
        return state == State.LATE || state == State.FAILED;
    }
}

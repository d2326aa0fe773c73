package dev.serin.rollout;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.gitops.Change;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;

/**
 * Finishes what a crash or an outage left open, before anything new is decided. The commit is the truth: an open entry
 * whose decision is in Git was committed, one that is not was never done. A rollback that acted through the hook while
 * Git was away is committed now.
 */
@ApplicationScoped
class Settlement {

    private final Journal journal;
    private final ManifestRepository manifests;

    Settlement(Journal journal, ManifestRepository manifests) {
        this.journal = journal;
        this.manifests = manifests;
    }

    void settle(CanaryRef canary, Budget budget) {
        journal.unsettled().stream().filter(entry -> entry.ruling().canary().equals(canary))
                .forEach(entry -> settle(entry, budget));
    }

    private void settle(Entry entry, Budget budget) {
        Approval now = manifests.read(entry.ruling().canary(), budget);
        if (!(now instanceof Approval.Unknown)) {
            journal.close(entry, outcomeInGit(entry, now, budget));
        }
    }

    private Change outcomeInGit(Entry entry, Approval now, Budget budget) {
        Optional<String> commit = manifests.commitOf(entry.ruling().id(), budget).or(() -> headThatSays(entry, now));
        if (commit.isPresent()) {
            return new Change.Committed(commit.get());
        }
        return entry.ruling().decision().action() == Action.ROLLBACK ? manifests.apply(entry.ruling(), now, budget)
                : new Change.Overtaken("Serin stopped before this was committed; the next look decides anew");
    }

    /** The commit may lie deeper than the clone reaches; the manifest still carries its stamp. */
    private static Optional<String> headThatSays(Entry entry, Approval now) {
        return now instanceof Approval.Known known
                && known.stamp().filter(stamp -> stamp.id().equals(entry.ruling().id())).isPresent()
                        ? Optional.of(known.commit())
                        : Optional.empty();
    }
}

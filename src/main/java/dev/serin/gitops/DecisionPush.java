package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.eclipse.jgit.lib.ObjectId;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;

/**
 * Brings one decision into Git: build a commit on the newest head known, push it forward only, and when somebody
 * was faster look again whether the decision still holds. Runs on the queue's thread.
 */
final class DecisionPush {

    private final WarmClone clone;
    private final BranchHead head;
    private final ManifestLocator locator;
    private final CommitWriter writer;
    private final CommitMessage message;
    private final GitConfig config;

    DecisionPush(WarmClone clone, BranchHead head, ManifestLocator locator, CommitWriter writer, CommitMessage message,
            GitConfig config) {
        this.clone = clone;
        this.head = head;
        this.locator = locator;
        this.writer = writer;
        this.message = message;
        this.config = config;
    }

    /** @throws Outage when the outcome is not known, or nothing could be tried inside the budget */
    Change push(Ruling ruling, Approval basis, Budget budget) {
        ObjectId parent = head.lastKnown(budget);
        for (int attempt = 0; attempt < config.attempts(); attempt++) {
            Optional<Change> change = attempt(ruling, basis, parent, budget);
            if (change.isPresent()) {
                return change.get();
            }
            parent = head.fetch(budget);
        }
        return new Change.Failed("others pushed first " + config.attempts() + " times");
    }

    /** What would be pushed on the newest head known. @throws Outage when there is none */
    Draft draft(Ruling ruling, Approval basis, Budget budget) {
        ObjectId parent = head.lastKnown(budget);
        try {
            ManifestLocator.Located located = locator.locate(new GitTree(clone.repository(), parent), ruling.canary());
            Intent intent = intent(ruling, basis, parent, located.manifest());
            return intent instanceof Intent.Write write
                    ? Draft.of(message.subjectOf(ruling), located.manifest().text(),
                            located.manifest().edited(write.path(), ruling.stamp()))
                    : new Draft.Nothing(((Intent.Settled) intent).change());
        } catch (InvalidField unfit) {
            return new Draft.Nothing(new Change.Failed(unfit.getMessage()));
        }
    }

    /** Empty when somebody was faster. */
    private Optional<Change> attempt(Ruling ruling, Approval basis, ObjectId parent, Budget budget) {
        if (budget.isSpent()) {
            throw new Outage("No time was left to push to Git");
        }
        try {
            GitTree tree = new GitTree(clone.repository(), parent);
            ManifestLocator.Located located = locator.locate(tree, ruling.canary());
            Intent intent = intent(ruling, basis, parent, located.manifest());
            return intent instanceof Intent.Write write
                    ? send(commit(ruling, write, parent, tree, located), parent, budget)
                    : Optional.of(((Intent.Settled) intent).change());
        } catch (InvalidField unfit) {
            return Optional.of(new Change.Failed(unfit.getMessage()));
        }
    }

    private static Intent intent(Ruling ruling, Approval basis, ObjectId parent, CanaryManifest manifest) {
        boolean skipped = ruling.decision().action() == Action.PROMOTE_NOW && manifest.skipsAnalysisByItself();
        return skipped ? new Intent.Settled(new Change.Unchanged("spec.skipAnalysis is true already, and not by Serin"))
                : Intent.of(ruling, basis, manifest.approval(parent.name()));
    }

    private ObjectId commit(Ruling ruling, Intent.Write write, ObjectId parent, GitTree tree,
            ManifestLocator.Located located) {
        String text = located.manifest().edited(write.path(), ruling.stamp());
        try {
            return writer.commit(clone.repository(), parent, tree, located.path(), text, message.of(ruling));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Optional<Change> send(ObjectId commit, ObjectId parent, Budget budget) {
        WarmClone.Pushed pushed = pushed(commit, parent, budget);
        if (pushed.outcome() == WarmClone.Outcome.ACCEPTED) {
            return Optional.of(new Change.Committed(head.moved(commit).name()));
        }
        boolean overtaken = pushed.outcome() == WarmClone.Outcome.OVERTAKEN || !head.fetch(budget).equals(parent);
        return overtaken ? Optional.empty() : Optional.of(new Change.Failed("Git refused the push: " + pushed.message()));
    }

    /** A push whose answer was lost may have arrived: the branch tells. */
    private WarmClone.Pushed pushed(ObjectId commit, ObjectId parent, Budget budget) {
        try {
            return clone.push(commit, parent, budget.upTo(config.timeout()));
        } catch (Outage lost) {
            head.forget();
            if (!budget.isSpent() && head.fetch(budget).equals(commit)) {
                return new WarmClone.Pushed(WarmClone.Outcome.ACCEPTED, "");
            }
            throw lost;
        }
    }
}

package dev.serin.gitops;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;

/**
 * The manifests of a Git repository, through JGit and a warm clone. Safe for many threads; one of its own does all fetching and
 * pushing, so an answer comes inside the caller's budget whatever hangs.
 */
public final class JGitManifestRepository implements ManifestRepository, BranchInspection, AutoCloseable {

    /** Each fetch leaves a pack and each push loose objects; a new clone of one commit is cheaper than tidying up. */
    private static final int MAX_CHANGES = 500;

    /** What each canary's manifest says at one commit: read once, however often it is asked. */
    private record Snapshot(ObjectId commit, Map<CanaryRef, Approval> approvals) {
    }

    private final GitQueue queue = new GitQueue();

    /** Nobody who looks at the wiring holds up a commit. */
    private final GitQueue inspections = new GitQueue();
    private final WarmClone clone;
    private final BranchHead head;
    private final ManifestLocator locator;
    private final DecisionPush push;
    private final GitConfig config;

    /** The clone that already reaches back as far as is looked; from then on it grows with the branch. */
    private volatile Repository deepened;
    private volatile Snapshot snapshot = new Snapshot(ObjectId.zeroId(), Map.of());

    /** @throws InvalidField when the configuration cannot work, whatever the Git host says */
    public JGitManifestRepository(GitConfig config, Clock clock) {
        IsolatedSystemReader.install();
        this.config = config;
        this.locator = new ManifestLocator(config.path());
        this.clone = new WarmClone(new GitAccess(config.url(), config.secretDirectory()),
                new CloneDirectory(config.cloneDirectory()), config.branch(), MAX_CHANGES);
        this.head = new BranchHead(clone, queue, config, clock);
        this.push = new DecisionPush(clone, head, locator, new CommitWriter(config.author(), config.signingKey(), clock),
                new CommitMessage(config.message()), config);
    }

    /** Starts the first fetch and the first search, so that the first hook finds both done. Returns at once. */
    public void warmUp(Budget budget) {
        queue.submit(() -> {
            ObjectId commit = head.lastKnown(budget);
            locator.prepare(new GitTree(openRepository(), commit));
            return commit;
        });
    }

    /**
     * The commit at the head of the branch, as a decision made now would find it: 40 hexadecimal digits.
     *
     * @throws Outage when Git cannot be asked inside the budget, or there is no clone yet
     */
    public String head(Budget budget) {
        return head.within(budget).name();
    }

    @Override
    public Approval read(CanaryRef canary, Budget budget) {
        try {
            return renewedIfBroken(() -> approval(canary, head.within(budget)), budget);
        } catch (Outage outage) {
            return new Approval.Unknown(outage.getMessage());
        }
    }

    private Approval approval(CanaryRef canary, ObjectId commit) {
        Snapshot now = snapshot;
        if (!now.commit().equals(commit)) {
            now = new Snapshot(commit, new ConcurrentHashMap<>());
            snapshot = now;
        }
        Map<CanaryRef, Approval> approvals = now.approvals();
        return Optional.ofNullable(approvals.get(canary)).orElseGet(() -> {
            Approval read = located(canary, commit);
            approvals.put(canary, read);
            return read;
        });
    }

    private Approval located(CanaryRef canary, ObjectId commit) {
        try {
            return locator.locate(new GitTree(openRepository(), commit), canary).manifest().approval(commit.name());
        } catch (InvalidField notFound) {
            return new Approval.Unknown(notFound.getMessage());
        }
    }

    @Override
    public Change apply(Ruling ruling, Approval basis, Budget budget) {
        try {
            return Intent.withoutLooking(ruling).orElseGet(() -> renewedIfBroken(
                    () -> GitQueue.await(queue.submit(() -> push.push(ruling, basis, budget)), budget), budget));
        } catch (Outage outage) {
            return new Change.Failed(outage.getMessage());
        }
    }

    @Override
    public Draft draft(Ruling ruling, Approval basis, Budget budget) {
        return Intent.withoutLooking(ruling).<Draft> map(Draft.Nothing::new).orElseGet(() -> renewedIfBroken(
                () -> GitQueue.await(queue.submit(() -> push.draft(ruling, basis, budget)), budget), budget));
    }

    @Override
    public Optional<String> commitOf(String decisionId, Budget budget) {
        return renewedIfBroken(() -> {
            Optional<String> near = commitOf(decisionId, head.within(budget));
            return near.isPresent() || clone.repository() == deepened ? near
                    : commitOf(decisionId, GitQueue.await(queue.submit(() -> deepen(budget)), budget));
        }, budget);
    }

    private Optional<String> commitOf(String decisionId, ObjectId from) {
        return DecisionHistory.commitOf(openRepository(), from, decisionId, config.historyDepth());
    }

    private ObjectId deepen(Budget budget) {
        ObjectId commit = head.moved(clone.deepen(budget.upTo(config.timeout()), config.historyDepth()));
        deepened = clone.repository();
        return commit;
    }

    @Override
    public Inspected inspect(CanaryRef canary, String kind, String target, Budget budget) {
        return renewedIfBroken(() -> {
            ObjectId commit = head.within(budget);
            GitTree tree = new GitTree(openRepository(), commit);
            ManifestLocator.Located located = locator.locate(tree, canary);
            return new Inspected(located.path(), located.manifest().uneditable(),
                    new TargetReplicas(kind, new CanaryRef(canary.namespace(), target)).in(tree));
        }, budget);
    }

    @Override
    public void requireWriteAccess(Budget budget) {
        head.within(budget);
        GitQueue.await(inspections.submit(() -> {
            clone.requireWriteAccess(budget.upTo(config.timeout()));
            return true;
        }), budget);
    }

    private Repository openRepository() {
        return Optional.ofNullable(clone.repository()).orElseThrow(() -> new Outage("The clone is being made anew"));
    }

    /** Objects that are missing from the clone are no outage of Git: it is made anew, and asked again, once. */
    private <T> T renewedIfBroken(Supplier<T> question, Budget budget) {
        Repository asked = clone.repository();
        try {
            return question.get();
        } catch (UncheckedIOException broken) {
            Repository damaged = asked == null ? clone.repository() : asked;
            GitQueue.await(queue.submit(() -> renewed(damaged, budget)), budget);
        }
        try {
            return question.get();
        } catch (UncheckedIOException stillBroken) {
            throw new Outage("The clone of the Git repository cannot be read", stillBroken);
        }
    }

    /** Of many who find it broken, the first makes it anew. */
    private ObjectId renewed(Repository broken, Budget budget) {
        if (clone.repository() != broken && clone.repository() != null) {
            return head.lastKnown(budget);
        }
        clone.discard();
        head.forget();
        return head.fetch(budget);
    }

    /** Somebody has pushed: the next look fetches, however new the last one is. Returns at once. */
    public void outdated() {
        head.outdated();
    }

    @Override
    public void close() {
        queue.submit(() -> {
            clone.close();
            return true;
        });
        queue.close();
        inspections.close();
    }
}

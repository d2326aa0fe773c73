package dev.serin.gitops;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.eclipse.jgit.lib.ObjectId;

import dev.serin.canary.Budget;
import dev.serin.canary.Outage;
import io.quarkus.logging.Log;

/**
 * The newest commit of the branch, as all canaries share it: fetched when it is older than the refresh time, once
 * for all who wait. A failure is shared for as long.
 */
final class BranchHead {

    private record Seen(Instant at, Optional<ObjectId> commit, Optional<Outage> outage) {
    }

    private final WarmClone clone;
    private final GitQueue queue;
    private final Duration refresh;
    private final Duration timeout;
    private final Clock clock;
    private volatile Seen seen = new Seen(Instant.EPOCH, Optional.empty(), Optional.empty());
    private CompletableFuture<ObjectId> underway = CompletableFuture.completedFuture(ObjectId.zeroId());

    BranchHead(WarmClone clone, GitQueue queue, GitConfig config, Clock clock) {
        this.clone = clone;
        this.queue = queue;
        this.refresh = config.refresh();
        this.timeout = config.timeout();
        this.clock = clock;
    }

    /** @throws Outage when there is none inside the budget */
    ObjectId within(Budget budget) {
        Seen last = seen;
        return isFresh(last) ? last.commit().orElseThrow(last.outage()::orElseThrow)
                : GitQueue.await(fetching(budget), budget);
    }

    /** A clock that was set back must not make the past look fresh. */
    private boolean isFresh(Seen last) {
        Duration age = Duration.between(last.at(), clock.instant());
        return !age.isNegative() && age.compareTo(refresh) <= 0;
    }

    private synchronized CompletableFuture<ObjectId> fetching(Budget budget) {
        if (underway.isDone()) {
            underway = queue.submit(() -> fetch(budget));
        }
        return underway;
    }

    /** Fetches now. Only on the queue's thread. */
    ObjectId fetch(Budget budget) {
        try {
            return moved(clone.fetch(budget.upTo(timeout)));
        } catch (Outage outage) {
            if (seen.outage().isEmpty()) {
                Log.warn(outage.getMessage());
            }
            seen = new Seen(clock.instant(), Optional.empty(), Optional.of(outage));
            throw outage;
        }
    }

    /** The last one known, however old; fetched only when there is none. Only on the queue's thread. */
    ObjectId lastKnown(Budget budget) {
        Optional<ObjectId> known = seen.commit();
        return known.isPresent() ? known.get() : fetch(budget);
    }

    /** The branch is here now, as a fetch or an accepted push has shown. */
    ObjectId moved(ObjectId commit) {
        seen = new Seen(clock.instant(), Optional.of(commit), Optional.empty());
        return commit;
    }

    /** What is known is older than somebody's push. */
    void outdated() {
        seen = new Seen(Instant.EPOCH, seen.commit(), seen.outage());
    }

    /** Nothing is known any more: the next look fetches. */
    void forget() {
        seen = new Seen(Instant.EPOCH, Optional.empty(), Optional.empty());
    }
}

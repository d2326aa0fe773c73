package dev.serin.gitops;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.serin.canary.Budget;
import dev.serin.canary.Daemons;
import dev.serin.canary.Outage;

/**
 * The one thread that fetches and pushes, so a process is a single writer of its repository. Callers wait for it
 * no longer than their budget lasts; what they no longer wait for goes on, and the next fetch shows what became
 * of it.
 */
final class GitQueue implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Daemons.named("serin-git"));

    /** @throws Outage when the process is stopping */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, thread);
        } catch (RejectedExecutionException closed) {
            throw new Outage("Serin is stopping", closed);
        }
    }

    /** @throws Outage when the work fails that way, or takes longer than the budget */
    static <T> T await(Future<T> work, Budget budget) {
        Duration patience = budget.remaining();
        try {
            return work.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new Outage("Git did not answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Outage("Waiting for Git was interrupted");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
        }
    }

    /** Lets a push that is under way arrive, for a moment. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

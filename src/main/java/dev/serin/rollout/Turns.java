package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.annotations.SpanAttribute;
import io.opentelemetry.instrumentation.annotations.WithSpan;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Gives each canary one turn at a time and the caller an answer in time. A turn that outlives its budget goes on in the
 * background, so that a push on its way is still recorded; the canary's next turn waits for it.
 */
@ApplicationScoped
class Turns {

    private static final String STOPPING = "Serin is stopping";

    /** What is waited for is seldom the processor: a few turns at a time keep Git, the journal and Prometheus busy. */
    private static final int FEW_THREADS = 16;

    /** Whether turns get on is looked at that many times in a budget, so that one that had to wait has time left. */
    private static final int LOOKS = 100;

    private final CanaryLocks locks = new CanaryLocks();

    /**
     * Threads of their own: were the callers' threads shared, as many callers as there are threads would wait for turns that
     * find none.
     */
    private final TurnThreads threads;

    /** What is done belongs to its caller's trace. */
    private final Executor traced;
    private final Clock clock;
    private final Duration length;

    Turns(Clock clock, RolloutConfig config) {
        this.clock = clock;
        this.length = config.budget();
        this.threads = new TurnThreads(FEW_THREADS, length.dividedBy(LOOKS));
        this.traced = Context.taskWrapping(threads);
    }

    /** @throws IllegalStateException when the work fails by a mistake of ours and no brake was decided */
    Outcome take(CanaryRef canary, Function<Turn, Outcome> work) {
        return take(canary, work, Function.identity());
    }

    /**
     * The same for work that ends in something else.
     *
     * @param instead makes it of the outcome where the work could not be finished
     */
    <T> T take(CanaryRef canary, Function<Turn, T> work, Function<Outcome, T> instead) {
        Turn turn = new Turn(Budget.of(length, clock));
        try {
            return begin(canary, turn, work, instead).get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return instead.apply(turn.cutShort(STOPPING));
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed.getCause());
        }
    }

    /**
     * Returns at once, and no thread waits for the outcome.
     *
     * @return completes inside the budget; exceptionally, with an {@link IllegalStateException}, when the work fails by a
     *         mistake of ours and no brake was decided
     */
    CompletionStage<Outcome> begin(CanaryRef canary, Function<Turn, Outcome> work) {
        return begin(canary, new Turn(Budget.of(length, clock)), work, Function.identity());
    }

    private <T> CompletableFuture<T> begin(CanaryRef canary, Turn turn, Function<Turn, T> work, Function<Outcome, T> instead) {
        try {
            CompletableFuture<T> finished = CompletableFuture.supplyAsync(() -> inTurn(canary, turn, work, instead), traced);
            return finished.copy().orTimeout(length.toMillis(), TimeUnit.MILLISECONDS)
                    .handle((outcome, failure) -> failure == null
                            ? outcome
                            : instead.apply(unfinished(canary, turn, finished, failure)));
        } catch (RejectedExecutionException stopping) {
            return CompletableFuture.completedFuture(instead.apply(turn.cutShort(STOPPING)));
        }
    }

    private Outcome unfinished(CanaryRef canary, Turn turn, CompletableFuture<?> finished, Throwable failure) {
        if (failure instanceof TimeoutException) {
            finished.whenComplete((later, mistake) -> logLate(canary, mistake));
            return turn.cutShort("nothing came of it inside the budget of " + length.toMillis() + " ms");
        }
        return brakeOrSurface(canary, turn, failure.getCause());
    }

    /** Nobody waits for the outcome any more who could be told. */
    private static void logLate(CanaryRef canary, Throwable failure) {
        if (failure != null) {
            Log.errorf(failure, "canary=%s the turn failed after its caller had been answered", canary);
        }
    }

    /** Nor may a mistake of ours release a brake: it is as loud in the log. */
    private static Outcome brakeOrSurface(CanaryRef canary, Turn turn, Throwable bug) {
        if (!turn.brakes()) {
            throw new IllegalStateException("The turn of " + canary + " failed", bug);
        }
        Log.errorf(bug, "canary=%s braked, but the turn failed", canary);
        return turn.cutShort("a mistake in Serin, see its log");
    }

    /** Waits for the canary's previous turn. It is not private, so that it is seen in traces. */
    @WithSpan("turn")
    <T> T inTurn(@SpanAttribute("canary") CanaryRef canary, Turn turn, Function<Turn, T> work, Function<Outcome, T> instead) {
        try {
            return locks.alone(canary, turn.budget().remaining(), () -> worked(canary, turn, work, instead)).orElseGet(
                    () -> instead.apply(new Outcome.Blind("the last decision on this canary is still on its way")));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return instead.apply(new Outcome.Blind(STOPPING));
        }
    }

    private static <T> T worked(CanaryRef canary, Turn turn, Function<Turn, T> work, Function<Outcome, T> instead) {
        if (turn.budget().isSpent()) {
            return instead.apply(new Outcome.Blind("its turn came too late"));
        }
        try {
            return work.apply(turn);
        } catch (Outage outage) {
            Log.warnf("canary=%s held: %s", canary, outage.getMessage());
            Log.debug("The outage behind it", outage);
            return instead.apply(turn.cutShort(outage.getMessage()));
        }
    }

    /** What goes on in the background may still record what became of it. */
    void stop(@Observes ShutdownEvent stopping) {
        try {
            if (!threads.finish(length)) {
                Log.warn("Not every decision could be finished; the next start settles them");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

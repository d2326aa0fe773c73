package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

    private final CanaryLocks locks = new CanaryLocks();

    /**
     * Threads of their own: were the callers' threads shared, as many callers as there are threads would wait for turns that
     * find none. There are as many as calls under way, which the server bounds. What they do belongs to their caller's trace.
     */
    private final ExecutorService threads = Context.taskWrapping(Executors.newCachedThreadPool(work -> {
        Thread daemon = new Thread(work, "serin-turn");
        daemon.setDaemon(true);
        return daemon;
    }));
    private final Clock clock;
    private final Duration length;

    Turns(Clock clock, RolloutConfig config) {
        this.clock = clock;
        this.length = config.budget();
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
    @WithSpan("turn")
    <T> T take(@SpanAttribute("canary") CanaryRef canary, Function<Turn, T> work, Function<Outcome, T> instead) {
        Turn turn = new Turn(Budget.of(length, clock));
        try {
            return await(CompletableFuture.supplyAsync(() -> inTurn(canary, turn, work, instead), threads), canary, turn,
                    instead);
        } catch (RejectedExecutionException stopping) {
            return instead.apply(turn.cutShort(STOPPING));
        }
    }

    private <T> T await(CompletableFuture<T> outcome, CanaryRef canary, Turn turn, Function<Outcome, T> instead) {
        try {
            return outcome.get(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            outcome.whenComplete((later, failure) -> logLate(canary, failure));
            return instead.apply(turn.cutShort("nothing came of it inside the budget of " + length.toMillis() + " ms"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return instead.apply(turn.cutShort(STOPPING));
        } catch (ExecutionException failed) {
            return instead.apply(brakeOrSurface(canary, turn, failed.getCause()));
        }
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

    private <T> T inTurn(CanaryRef canary, Turn turn, Function<Turn, T> work, Function<Outcome, T> instead) {
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
        threads.shutdown();
        try {
            if (!threads.awaitTermination(length.toMillis(), TimeUnit.MILLISECONDS)) {
                Log.warn("Not every decision could be finished; the next start settles them");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

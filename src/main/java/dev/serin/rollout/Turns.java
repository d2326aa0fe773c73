package dev.serin.rollout;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.context.ManagedExecutor;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import io.quarkus.logging.Log;

/**
 * Gives each canary one turn at a time and the caller an answer in time. A turn that outlives its budget goes on in the
 * background, so that a push on its way is still recorded; the canary's next turn waits for it.
 */
@ApplicationScoped
class Turns {

    /** Canaries share locks by hash: the memory is bounded whatever names callers send. */
    private static final int STRIPES = 512;

    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(Lock[]::new);
    private final Executor executor;
    private final Clock clock;
    private final Duration length;

    Turns(ManagedExecutor executor, Clock clock, RolloutConfig config) {
        this.executor = executor;
        this.clock = clock;
        this.length = config.budget();
    }

    Outcome take(CanaryRef canary, Function<Turn, Outcome> work) {
        Turn turn = new Turn(Budget.of(length, clock));
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> inTurn(canary, turn, work), executor);
        try {
            return outcome.get(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return turn.cutShort("no decision inside the budget of " + length.toMillis() + " ms");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return turn.cutShort("Serin is stopping");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("The turn of " + canary + " failed", bug.getCause());
        }
    }

    private Outcome inTurn(CanaryRef canary, Turn turn, Function<Turn, Outcome> work) {
        Lock lock = locks[Math.floorMod(canary.hashCode(), STRIPES)];
        try {
            if (!lock.tryLock(length.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.Blind("the last decision on this canary is still on its way");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Blind("Serin is stopping");
        }
        try {
            return work.apply(turn);
        } catch (Outage outage) {
            Log.warnf("canary=%s held: %s", canary, outage.getMessage());
            Log.debug("The outage behind it", outage);
            return turn.cutShort(outage.getMessage());
        } finally {
            lock.unlock();
        }
    }
}

package dev.serin.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * One look at something, for all who ask meanwhile and for some seconds more: however many ask, no second look begins before
 * the first is done, and nobody holds a thread while they wait. Thread-safe.
 */
final class SharedLook<T> {

    /** How long an answer is shared, from the moment that its look began. */
    static final Duration SHARED_FOR = Duration.ofSeconds(3);

    private record Look<T>(CompletableFuture<T> answer, Instant begun) {
    }

    private final Supplier<T> look;
    private final Executor threads;
    private final Clock clock;
    private Optional<Look<T>> newest = Optional.empty();

    SharedLook(Supplier<T> look, Executor threads, Clock clock) {
        this.look = look;
        this.threads = threads;
        this.clock = clock;
    }

    synchronized CompletableFuture<T> answer() {
        Look<T> shared = newest.filter(this::isShared).orElseGet(this::begin);
        newest = Optional.of(shared);
        return shared.answer();
    }

    private boolean isShared(Look<T> last) {
        return !last.answer().isDone() || clock.instant().isBefore(last.begun().plus(SHARED_FOR));
    }

    private Look<T> begin() {
        return new Look<>(CompletableFuture.supplyAsync(look, threads), clock.instant());
    }
}

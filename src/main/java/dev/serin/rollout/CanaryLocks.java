package dev.serin.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.serin.canary.CanaryRef;

/**
 * One lock for each canary, first come first served. A lock is kept only while somebody holds it or waits for it, so the memory
 * is bounded by the calls under way, whatever names callers send. Canaries never share one: what hangs for one must not keep
 * another from braking.
 */
final class CanaryLocks {

    /** @param users who hold it or wait for it, this one included */
    private record Shared(ReentrantLock lock, int users) {

        Shared withOneMore() {
            return new Shared(lock, users + 1);
        }

        Optional<Shared> withOneLess() {
            return users > 1 ? Optional.of(new Shared(lock, users - 1)) : Optional.empty();
        }
    }

    private final Map<CanaryRef, Shared> inUse = new ConcurrentHashMap<>();

    /**
     * Runs the work while nobody else does any for this canary.
     *
     * @return empty when the canary was not free within the patience
     */
    <T> Optional<T> alone(CanaryRef canary, Duration patience, Supplier<T> work) throws InterruptedException {
        ReentrantLock lock = enter(canary);
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(andUnlock(lock, work))
                    : Optional.empty();
        } finally {
            leave(canary);
        }
    }

    private ReentrantLock enter(CanaryRef canary) {
        return inUse.compute(canary, (ref, shared) -> shared == null ? new Shared(new ReentrantLock(true), 1)
                : shared.withOneMore()).lock();
    }

    private static <T> T andUnlock(ReentrantLock lock, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void leave(CanaryRef canary) {
        inUse.computeIfPresent(canary, (ref, shared) -> shared.withOneLess().orElse(null));
    }

    boolean isEmpty() {
        return inUse.isEmpty();
    }
}

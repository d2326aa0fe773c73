package dev.serin.release;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or program does, with a deadline far beyond what it takes. */
public final class Awaited {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Awaited() {
    }

    public static void holds(String what, BooleanSupplier condition) {
        holds(what, DEADLINE, condition);
    }

    static void holds(String what, Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + patience.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}

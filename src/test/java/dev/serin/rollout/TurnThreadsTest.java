package dev.serin.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.release.Awaited;

/** Work that hangs here hangs until the test lets it go. Where the test looks itself, the next look of its own is far away. */
class TurnThreadsTest {

    private static final int FEW = 4;
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration FAR = Duration.ofHours(1);

    private final Semaphore leave = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();
    private final Set<Thread> used = ConcurrentHashMap.newKeySet();

    @AfterEach
    void letGo() {
        leave.release(1_000_000);
    }

    private void hang() {
        used.add(Thread.currentThread());
        begun.incrementAndGet();
        leave.acquireUninterruptibly();
    }

    private void hang(TurnThreads threads, int times) {
        IntStream.range(0, times).forEach(time -> threads.execute(this::hang));
    }

    private void awaitBegun(int count) {
        Awaited.holds(count + " have begun", () -> begun.get() >= count);
    }

    @Test
    void whatHangsKeepsNothingElseFromRunning() {
        TurnThreads threads = new TurnThreads(FEW, SHORT);
        hang(threads, 50 * FEW);
        AtomicBoolean isDone = new AtomicBoolean();

        threads.execute(() -> isDone.set(true));

        Awaited.holds("what does not hang is done", isDone::get);
        awaitBegun(50 * FEW);
    }

    @Test
    void whatGetsOnGetsNoMoreThreads() {
        TurnThreads threads = new TurnThreads(FEW, FAR);
        hang(threads, 50 * FEW);
        awaitBegun(FEW);
        for (int done = FEW; done < 50 * FEW; done += FEW) {
            leave.release(FEW);
            awaitBegun(done + FEW);
            threads.look();
        }

        assertEquals(FEW, used.size());
    }

    /** So much hangs that something always ends, but at that pace the last would wait for 200 looks. */
    @Test
    void whatGetsOnTooSlowlyGetsMoreThreads() {
        TurnThreads threads = new TurnThreads(FEW, FAR);
        hang(threads, 50 * FEW);
        for (int look = 1; look <= 50; look++) {
            awaitBegun(FEW + look - 1);
            leave.release();
            awaitBegun(FEW + look);
            threads.look();
        }

        awaitBegun(50 * FEW - 70);
    }

    @Test
    void afterAStormTheFewAreEnoughAgain() {
        TurnThreads threads = new TurnThreads(FEW, FAR);
        hang(threads, 50 * FEW);
        IntStream.range(0, 30).forEach(look -> threads.look());
        awaitBegun(50 * FEW);
        threads.look();
        leave.release(50 * FEW);

        Awaited.holds("the others have ended", () -> threads.count() <= FEW);
    }

    @Test
    void whatWasTakenIsFinishedAndNothingElse() throws InterruptedException {
        TurnThreads threads = new TurnThreads(FEW, SHORT);
        hang(threads, 2 * FEW);

        assertFalse(threads.finish(Duration.ZERO));
        assertThrows(RejectedExecutionException.class, () -> threads.execute(this::hang));
        leave.release(2 * FEW);

        assertTrue(threads.finish(Spine.AMPLE));
        assertEquals(2 * FEW, begun.get());
    }
}

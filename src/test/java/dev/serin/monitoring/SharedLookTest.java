package dev.serin.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.ManualClock;

class SharedLookTest {

    private final ManualClock clock = new ManualClock();
    /** Looks that have begun and go on when the test says so. */
    private final Queue<Runnable> underWay = new ArrayDeque<>();
    private int looks;
    private final SharedLook<Integer> shared = new SharedLook<>(() -> ++looks, underWay::add, clock);

    @Test
    void allWhoAskMeanwhileGetTheSameAnswer() {
        CompletableFuture<Integer> first = shared.answer();
        for (int asked = 0; asked < 1000; asked++) {
            assertSame(first, shared.answer());
        }
        assertEquals(1, underWay.size());
        assertFalse(first.isDone(), "nobody waits in a thread");

        underWay.remove().run();
        assertEquals(1, shared.answer().join());
    }

    @Test
    void anAnswerIsGoodForSomeSecondsAndNoLonger() {
        shared.answer();
        underWay.remove().run();
        clock.advance(SharedLook.SHARED_FOR.minusMillis(1));
        assertEquals(1, shared.answer().join());

        clock.advance(Duration.ofMillis(1));
        CompletableFuture<Integer> second = shared.answer();
        underWay.remove().run();
        assertEquals(2, second.join());
    }

    @Test
    void noSecondLookBeginsWhileOneHangs() {
        CompletableFuture<Integer> hanging = shared.answer();
        clock.advance(Duration.ofHours(1));

        assertSame(hanging, shared.answer());
        assertEquals(1, underWay.size());
    }
}

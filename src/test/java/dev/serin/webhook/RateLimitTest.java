package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.ManualClock;

class RateLimitTest {

    private final ManualClock watch = new ManualClock();
    private final RateLimit limit = RateLimit.of(6, Duration.ofMinutes(1), 100, watch);

    private long admitted(String key, int calls) {
        return IntStream.range(0, calls).filter(call -> limit.admit(key).isZero()).count();
    }

    @Test
    void asManyAsAllowedMayComeAtOnceAndTheNextIsToldHowLongToWait() {
        assertEquals(6, admitted("a", 10));
        assertEquals(Duration.ofSeconds(10), limit.admit("a"));
    }

    @Test
    void aClockThatIsSetBackRefusesNobody() {
        admitted("a", 6);
        watch.advance(Duration.ofSeconds(-1800));
        assertEquals(6, admitted("a", 10));
    }

    @Test
    void theyComeBackOneAfterTheOther() {
        admitted("a", 6);
        watch.advance(Duration.ofSeconds(25));
        assertEquals(2, admitted("a", 10));
        watch.advance(Duration.ofSeconds(3600));
        assertEquals(6, admitted("a", 10), "no more than the limit are saved up");
    }

    @Test
    void knockingOnDoesNotMakeTheWaitLonger() {
        admitted("a", 1000);
        watch.advance(Duration.ofSeconds(10));
        assertEquals(1, admitted("a", 10));
    }

    @Test
    void oneKeyDoesNotUseUpWhatAnotherMayDo() {
        admitted("a", 10);
        assertEquals(6, admitted("b", 10));
    }

    @Test
    void theKeysThatWereUsedLastAreKnownAndNoMore() {
        admitted("a", 10);
        IntStream.range(0, 99).forEach(key -> admitted("key " + key, 1));
        assertTrue(limit.admit("a").toSeconds() > 0, "still known, and used again");
        IntStream.range(0, 100).forEach(key -> admitted("other key " + key, 1));
        assertEquals(6, admitted("a", 10), "forgotten: the memory does not grow with the callers");
    }
}

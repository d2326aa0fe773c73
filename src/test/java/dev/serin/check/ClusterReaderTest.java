package dev.serin.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Budget;

class ClusterReaderTest {

    /** A program that just started needs longer for its first call than the 2 s that a hook may wait. */
    @Test
    void theFirstAnswerMayTakeHalfOfTheChecksBudgetAndLeavesTheRestToGit() {
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        assertEquals(Duration.ofSeconds(5), ClusterReader.share(Budget.of(Duration.ofSeconds(10), still)));
    }
}

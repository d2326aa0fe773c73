package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import dev.serin.observation.VersionReading;

class FlaggerChecksTest {

    @Test
    void valueOnTheThresholdPasses() {
        assertPasses(true, SteadyService.counted(100, 1, 0));
        assertPasses(false, SteadyService.counted(100, 1.01, 0));
    }

    @Test
    void slowCanaryFails() {
        assertPasses(true, SteadyService.at(500, 100));
        assertPasses(false, SteadyService.at(1000, 100));
    }

    @Test
    void latencyIsTruncatedToWholeMilliseconds() {
        FlaggerChecks checks = new FlaggerChecks(99, 49);
        // p99 is 10 + 40 * 0.99 = 49.6 ms, which Flagger reads as 49.
        assertEquals(true, checks.failure(SteadyService.at(50, 100)).isEmpty());
    }

    @Test
    void noTrafficAndNoTelemetryFail() {
        assertPasses(false, SteadyService.counted(0, 0, 0));
        assertPasses(false, VersionReading.missing("gap"));
    }

    private static void assertPasses(boolean expected, VersionReading canary) {
        assertEquals(expected, FlaggerChecks.DEFAULT.failure(canary).isEmpty());
    }
}

package dev.serin.training.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.serin.observation.Histogram;
import dev.serin.simulation.service.Draws;

class LatencyQuantilesTest {

    private static final long MANY = 1_000_000;

    private final LatencyQuantiles latency = new LatencyQuantiles(50, 100, 150, 400);
    private final Draws draws = new Draws(new SplittableRandom(1));

    @Test
    void recordedQuantilesAreKept() {
        assertEquals(0.5, latency.shareBelow(50), 1e-9);
        assertEquals(0.9, latency.shareBelow(100), 1e-9);
        assertEquals(0.95, latency.shareBelow(150), 1e-9);
        assertEquals(0.99, latency.shareBelow(400), 1e-9);
    }

    @Test
    void theFasterHalfMirrorsTheSlowerOne() {
        assertEquals(0.1, latency.shareBelow(25), 1e-9);
        assertEquals(0, latency.shareBelow(0));
        assertEquals(1, latency.shareBelow(1e9));
    }

    @Test
    void bucketsGetTheirShareOfTheRequests() {
        Histogram drawn = latency.draw(MANY, 1, draws);
        assertEquals(MANY, drawn.total());
        double below = 0;
        for (int bucket = 0; bucket < drawn.size() - 1; bucket++) {
            below += drawn.count(bucket);
            assertEquals(latency.shareBelow(drawn.upperBoundMillis(bucket)), below / MANY, 0.003);
        }
    }

    @Test
    void aFactorMakesEveryRequestSlower() {
        Histogram drawn = latency.draw(MANY, 2, draws);
        double upTo100 = 0;
        for (int bucket = 0; drawn.upperBoundMillis(bucket) <= 100; bucket++) {
            upTo100 += drawn.count(bucket);
        }
        assertEquals(0.5, upTo100 / MANY, 0.003);
        assertEquals(0.99 - latency.shareBelow(200), latency.excessSlowShare(2), 1e-9);
        assertEquals(0, latency.excessSlowShare(1));
    }

    @Test
    void equalQuantilesOfFewRequestsStillMakeADistribution() {
        LatencyQuantiles flat = new LatencyQuantiles(50, 50, 50, 40);
        assertTrue(flat.shareBelow(49) < 0.5);
        assertEquals(1, flat.shareBelow(51));
        assertEquals(50, flat.p99Millis(), 0.2);
    }
}

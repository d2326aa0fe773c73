package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinuteNoiseTest {

    private static final int RELEASES = 8_000;

    private static Scenario.Noise own(double errors, double persistence) {
        return new Scenario.Noise(0, errors, 0, 0, 0, 0, 0, persistence);
    }

    /** The canary's own error noise of many releases in one minute. */
    private static double[] atMinute(Scenario.Noise noise, int minute) {
        double[] logs = new double[RELEASES];
        for (int seed = 0; seed < RELEASES; seed++) {
            MinuteNoise drawn = new MinuteNoise(Quiet.with(Quiet.at(10), noise), new SplittableRandom(seed));
            drawn.moveTo(minute);
            logs[seed] = Math.log(drawn.canaryErrors());
        }
        return logs;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 5, 60 })
    void persistentNoiseSpreadsAlikeInEveryMinute(int minute) {
        assertEquals(0.2, Math.sqrt(Spread.variance(atMinute(own(0.2, 0.9), minute))), 0.01);
    }

    @Test
    void persistenceIsTheCorrelationWithTheMinuteBefore() {
        double[] before = atMinute(own(0.2, 0.6), 10);
        double[] after = atMinute(own(0.2, 0.6), 11);
        double[] product = new double[RELEASES];
        for (int i = 0; i < RELEASES; i++) {
            product[i] = before[i] * after[i];
        }
        assertEquals(0.6, Spread.mean(product) / Spread.variance(before), 0.05);
    }

    @Test
    void aHostsOffsetLastsForTheWholeRelease() {
        Scenario.Noise offset = new Scenario.Noise(0, 0, 0, 0, 0.1, 0.02, 0, 0);
        MinuteNoise drawn = new MinuteNoise(Quiet.with(Quiet.at(10), offset), new SplittableRandom(3));
        drawn.moveTo(0);
        double errors = drawn.canaryErrors();
        double latency = drawn.canaryLatency();
        drawn.moveTo(50);
        assertEquals(errors, drawn.canaryErrors());
        assertEquals(latency, drawn.canaryLatency());
        assertEquals(1, drawn.primaryErrors());
        assertEquals(0.1, Math.sqrt(Spread.variance(atMinute(offset, 0))), 0.005);
    }

    @Test
    void sharedNoiseHitsBothVersionsAlike() {
        MinuteNoise drawn = new MinuteNoise(Quiet.with(Quiet.at(10), new Scenario.Noise(0.5, 0, 0.1, 0, 0, 0, 0, 0)),
                new SplittableRandom(3));
        for (int minute = 0; minute < 20; minute++) {
            drawn.moveTo(minute);
            assertEquals(drawn.primaryErrors(), drawn.canaryErrors());
            assertEquals(drawn.primaryLatency(), drawn.canaryLatency());
        }
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlaggerThresholdsTest {

    private static final int EPISODES = 2000;

    /** Analytic values for independent one-minute windows, the success rate alone. */
    @ParameterizedTest
    @CsvSource({
            "0.2, 0.001, .004", "0.2, 0.005, .005", "0.2, 0.008, .005", "0.2, 0.02, .010", "0.2, 0.05, .040",
            "1, 0.001, .000", "1, 0.005, .001", "1, 0.008, .005", "1, 0.02, .125", "1, 0.05, .771",
            "5, 0.001, .000", "5, 0.005, .035", "5, 0.008, .189", "5, 0.02, .935", "5, 0.05, 1.0",
            "20, 0.001, .000", "20, 0.005, .001", "20, 0.008, .086", "20, 0.02, 1.0", "20, 0.05, 1.0",
            "100, 0.001, .000", "100, 0.005, .000", "100, 0.008, .006", "100, 0.02, 1.0", "100, 0.05, 1.0" })
    void rollsBackAsOftenAsIsKnownOfFlagger(double requestsPerSecond, double errors, double expected) {
        long rolledBack = LongStream.range(0, EPISODES)
                .filter(seed -> !play(FlaggerThresholds.byDefault(), requestsPerSecond, errors, seed).promoted()).count();
        double deviation = Math.sqrt(expected * (1 - expected) / EPISODES);
        assertEquals(expected, rolledBack / (double) EPISODES, 4 * deviation + 0.001);
    }

    @Test
    void goodReleaseHasAllTrafficAtTheSeventhTick() {
        Played played = play(FlaggerThresholds.byDefault(), 100, 0, 1);
        assertTrue(played.promoted());
        assertEquals(7, played.minutes());
    }

    @Test
    void releaseThatIsBadFromTheStartIsRolledBackAtTheSeventhTickAfterSixMinutesAtTenPercent() {
        Played played = play(FlaggerThresholds.byDefault(), 100, 1, 1);
        assertFalse(played.promoted());
        assertEquals(7, played.minutes());
        assertEquals(6 * 60 * 0.1, played.harmBefore().errors(), 1e-9);
    }

    @Test
    void aggressiveStepsTakeTwoWeights() {
        assertEquals(4, play(FlaggerThresholds.aggressive(), 100, 0, 1).minutes());
    }

    @Test
    void perServiceThresholdsSeeWhatTheDefaultsDoNot() {
        assertTrue(play(FlaggerThresholds.byDefault(), 1000, 0.006, 1).promoted());
        assertFalse(play(FlaggerThresholds.tunedPerService(), 1000, 0.006, 1).promoted());
    }

    @Test
    void harmAfterAWrongPromotionIsHalfAnHourAtFullTraffic() {
        Played played = play(FlaggerThresholds.byDefault(), 1000, 0.005, 1);
        assertTrue(played.promoted());
        assertEquals(1800 * 0.005, played.harmTotal().errors() - played.harmBefore().errors(), 1e-9);
    }

    private static Played play(Rival rival, double requestsPerSecond, double errors, long seed) {
        return Playing.play(rival, new SteadyService(requestsPerSecond, 0, errors, seed), new SplittableRandom(seed));
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class FixedBakeTest {

    @Test
    void goodReleaseBakesHalfAnHour() {
        Played played = play(new FixedBake(), 0);
        assertTrue(played.promoted());
        assertEquals(32, played.minutes());
    }

    @Test
    void fiveFailedChecksEndIt() {
        Played played = play(new FixedBake(), 0.5);
        assertFalse(played.promoted());
        assertEquals(6, played.minutes());
    }

    @Test
    void oracleGivesNoTrafficToABadRelease() {
        Played bad = play(new Oracle(), 0.5);
        assertFalse(bad.promoted());
        assertEquals(0, bad.harmTotal().total());
        assertEquals(5, play(new Oracle(), 0).minutes());
    }

    private static Played play(Rival rival, double errors) {
        return Playing.play(rival, new SteadyService(100, 0, errors, 1), new SplittableRandom(1));
    }
}

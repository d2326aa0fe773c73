package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class KayentaJudgeTest {

    @Test
    void goodReleaseTakesFiveMinutesForEachStep() {
        Played played = play(KayentaJudge.inSteps(), 0.001);
        assertTrue(played.promoted());
        assertEquals(27, played.minutes());
    }

    @Test
    void clearRegressionFailsTheFirstJudgement() {
        Played played = play(KayentaJudge.inSteps(), 0.1);
        assertFalse(played.promoted());
        assertEquals(6, played.minutes());
    }

    @Test
    void oneJudgementComesAfterTenMinutes() {
        assertEquals(11, play(KayentaJudge.afterTenMinutes(), 0.1).minutes());
    }

    private static Played play(Rival rival, double errors) {
        return Playing.play(rival, new SteadyService(100, 0.001, errors, 1), new SplittableRandom(1));
    }
}

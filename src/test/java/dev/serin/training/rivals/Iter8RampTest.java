package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.hipparchus.random.RandomDataGenerator;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Weight;

class Iter8RampTest {

    private static final int DRAWS = 10_000;

    @Test
    void chancesAreWhatTenThousandDrawsEstimate() {
        RandomDataGenerator draws = new RandomDataGenerator(1);
        double below = share(() -> draws.nextBeta(0.1 + 3, 0.1 + 497) <= 0.01);
        assertEquals(below, Iter8Belief.shareAtMost(0.01, 3, 500), 0.02);
        double within = share(() -> draws.nextNormal(118, Math.sqrt(40 / 51.0)) <= 1.2
                * draws.nextNormal(99, Math.sqrt(40 / 451.0)));
        assertEquals(within, Iter8Belief.valueAtMost(1.2, 118, 50, 99, 450, 40), 0.02);
    }

    private static double share(java.util.function.BooleanSupplier event) {
        return IntStream.range(0, DRAWS).filter(i -> event.getAsBoolean()).count() / (double) DRAWS;
    }

    @Test
    void noSpreadMakesBeliefsConstants() {
        assertEquals(1, Iter8Belief.valueAtMost(1.2, 120, 10, 100, 10, 0));
        assertEquals(0, Iter8Belief.valueAtMost(1.2, 121, 10, 100, 10, 0));
    }

    @Test
    void splitIsNinePartsBeliefAndOnePartEven() {
        assertEquals(95, Iter8Ramp.split(1));
        assertEquals(50, Iter8Ramp.split(0.5));
        assertEquals(5, Iter8Ramp.split(0));
    }

    @Test
    void candidateGainsTwoPointsAtMost() {
        Rival.Run run = new Iter8Ramp().start(service(0).facts(), service(0).truth(), new SplittableRandom(1));
        assertEquals(2, run.next(SteadyService.GAP, Weight.ZERO).to().percent());
        var busy = SteadyService.interval(SteadyService.counted(10_000, 0, 0), SteadyService.counted(10_000, 0, 0));
        assertEquals(4, run.next(busy, new Weight(2)).to().percent());
    }

    @Test
    void goodCandidateWinsWhenTheSplitIsFullyGrown() {
        Played played = Playing.play(new Iter8Ramp(), service(0), new SplittableRandom(1));
        assertTrue(played.promoted());
        // From 2 to 95 by 2 points each half minute, one look before and one interval after.
        assertEquals(25, played.minutes(), 0.5);
    }

    @Test
    void candidateThatBreaksACriterionLoses() {
        assertFalse(Playing.play(new Iter8Ramp(), service(0.05), new SplittableRandom(1)).promoted());
    }

    private static SteadyService service(double errors) {
        return new SteadyService(100, 0, errors, 1);
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstrainedRampTest {

    private static final double DELTA = 0.05;
    private static final NormalDistribution STANDARD = new NormalDistribution();
    private static final double Z = STANDARD.inverseCumulativeProbability(1 - DELTA);

    /** At the largest exposure the chance of using the budget up is delta itself. */
    @ParameterizedTest
    @CsvSource({ "0.01, 1e-6, 0.01, 50", "-0.001, 1e-5, 0.01, 50", "0, 1e-4, 0.02, 10", "0.05, 1e-8, 0.05, 100" })
    void largestExposureUsesTheAcceptedChance(double mean, double variance, double unitVariance, double budget) {
        double x = ConstrainedRamp.largestExposure(mean, variance, unitVariance, budget, Z);
        double deviation = Math.sqrt(x * unitVariance + x * x * variance);
        assertEquals(DELTA, 1 - STANDARD.cumulativeProbability((budget - x * mean) / deviation), 1e-9);
    }

    @Test
    void effectThatIsSurelyAGainMayHaveAnyExposure() {
        assertEquals(Double.POSITIVE_INFINITY, ConstrainedRamp.largestExposure(-0.01, 1e-10, 0.001, 10, Z));
    }

    @Test
    void spentBudgetBearsNothing() {
        assertEquals(0, ConstrainedRamp.largestExposure(0, 1e-6, 0.01, 0, Z));
    }

    @Test
    void goodReleaseIsPromotedAndABadOneStopsWithinTheBudget() {
        ConstrainedRamp ramp = new ConstrainedRamp("ramp", new RampSettings(5, 0.05, 0.02, 0.1, 3, 10, 50, 0));
        assertTrue(play(ramp, 0.001).promoted());
        Played bad = play(ramp, 0.05);
        assertFalse(bad.promoted());
        assertTrue(bad.harmBefore().errors() < 5 * 1.2, "harm " + bad.harmBefore().errors());
    }

    private static Played play(Rival rival, double errors) {
        return Playing.play(rival, new SteadyService(500, 0.001, errors, 1), new SplittableRandom(1));
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The first values are of Kayenta's own MannWhitneySuite. */
class MannWhitneyTest {

    private static final double[] TENS = { 10, 20, 30, 40 };
    private static final double[] ONES = { 1, 2, 3, 4 };

    @Test
    void intervalAndEstimateAreKayentas() {
        MannWhitney.Shift shift = new MannWhitney(TENS, ONES).shift(0.95);
        assertEquals(6.0, shift.low(), 1e-6);
        assertEquals(39.0, shift.high(), 1e-6);
        assertEquals(22.5, shift.estimate(), 1e-4);
    }

    @Test
    void exchangingTheSamplesTurnsTheSign() {
        assertEquals(-new MannWhitney(TENS, ONES).wilcoxonDifference(0, 0),
                new MannWhitney(ONES, TENS).wilcoxonDifference(0, 0), 1e-12);
    }

    @Test
    void tiesShareTheirRank() {
        // Ranks of {1, 2} in {1, 2, 2, 3}: 1 and 2.5; variance 4/12 * (5 - 6/12).
        double expected = (3.5 - 3 - 2 + 0.5) / Math.sqrt(1.5);
        assertEquals(expected, new MannWhitney(new double[] { 1, 2 }, new double[] { 2, 3 }).wilcoxonDifference(0, 0), 1e-12);
    }

    @Test
    void allTiedHasNoInterval() {
        MannWhitney constant = new MannWhitney(new double[] { 1, 1 }, new double[] { 1, 1 });
        assertThrows(IllegalStateException.class, () -> constant.shift(0.95));
    }

    @Test
    void constantsThatDifferAreOffByTheirDifference() {
        MannWhitney.Shift shift = new MannWhitney(new double[] { 200, 200 }, new double[] { 51, 51 }).shift(0.95);
        assertEquals(149, shift.low());
        assertEquals(149, shift.high());
        assertEquals(149, shift.estimate());
    }

    @Test
    void differencesBelowTheToleranceAreNotSearched() {
        double next = Math.nextUp(200.0);
        MannWhitney.Shift shift = new MannWhitney(new double[] { 200, next, 200, next, 200, next }, new double[] { 51, 51, 51 })
                .shift(0.98);
        assertEquals(149, shift.low(), 1e-4);
        assertEquals(149, shift.estimate(), 1e-4);
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountsTestTest {

    @ParameterizedTest
    @CsvSource({ "90, 10, 1", "90, 20, .2497", "90, 30, .00223", "18, 10, .1945", "0, 6, .3216" })
    void knownCountsHaveTheirPValue(double primary, double canary, double expected) {
        assertEquals(expected, new CountsTest(100).add(canary, primary, 0.1), 5e-5 * Math.max(1, expected * 10));
    }

    @Test
    void pValueNeverRises() {
        CountsTest test = new CountsTest(100);
        double low = test.add(30, 90, 0.1);
        assertEquals(low, test.add(0, 180, 0.1));
    }

    @Test
    void segmentsAreMultipliedNotPooled() {
        CountsTest test = new CountsTest(100);
        test.add(10, 18, 0.1);
        double expected = Math.exp(-CountsTest.logBayesFactor(10, 18, 0.1, 100) - CountsTest.logBayesFactor(30, 30, 0.3, 100));
        test.add(10, 10, 0.3);
        assertEquals(expected, test.add(20, 20, 0.3), 1e-12);
    }

    @Test
    void incidentOnBothVersionsWhileTheWeightChangesIsNoDifference() {
        CountsTest test = new CountsTest(100);
        test.add(1, 9, 0.1);
        assertTrue(test.add(500, 500, 0.5) > 0.5);
    }

    @Test
    void alikeVersionsAreRejectedNoMoreOftenThanAgreed() {
        long rejected = LongStream.range(0, 2000)
                .filter(seed -> !Playing.play(new NetflixCounts(), new SteadyService(100, 0.02, 0.02, seed),
                        new SplittableRandom(seed)).promoted())
                .count();
        assertTrue(rejected <= 100, rejected + " of 2000 at alpha 0.05");
    }

    @Test
    void regressionOfErrorsIsRolledBack() {
        assertEquals(false, Playing.play(new NetflixCounts(), new SteadyService(100, 0.002, 0.05, 1), new SplittableRandom(1))
                .promoted());
    }
}

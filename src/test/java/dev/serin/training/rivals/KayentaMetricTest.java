package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.training.rivals.KayentaMetric.Classification;
import dev.serin.training.rivals.KayentaMetric.Direction;

class KayentaMetricTest {

    private static final KayentaMetric METRIC = KayentaMetric.of("latency", Direction.EITHER);
    private static final double[] LOW = { 1, 2, 3, 4, 5, 6, 7, 8 };
    private static final double[] HIGH = { 21, 22, 23, 24, 25, 26, 27, 28 };

    /** Known share of "high", direction increase, lognormal noise with a coefficient of variation of 10 %, 300 runs. */
    @ParameterizedTest
    @CsvSource({ "5, 1, .000", "5, 1.05, .000", "5, 1.10, .023", "5, 1.25, .293", "10, 1, .003", "10, 1.05, .020",
            "10, 1.10, .090", "10, 1.25, .847", "20, 1, .000", "20, 1.05, .040", "20, 1.10, .397", "20, 1.25, 1.0",
            "50, 1, .000", "50, 1.05, .220", "50, 1.10, .947", "50, 1.25, 1.0" })
    void findsAnIncreaseAsOftenAsIsKnownOfKayenta(int points, double factor, double expected) {
        SplittableRandom random = new SplittableRandom(points);
        KayentaMetric metric = KayentaMetric.of("latency", Direction.INCREASE);
        int runs = 300;
        long high = IntStream.range(0, runs)
                .filter(run -> metric.classify(noisy(random, points, factor), noisy(random, points, 1),
                        random) == Classification.HIGH)
                .count();
        // Both shares come from 300 runs.
        assertEquals(expected, high / (double) runs, 4 * Math.sqrt(2 * (expected * (1 - expected) + 0.002) / runs));
    }

    private static double[] noisy(SplittableRandom random, int points, double factor) {
        double sigma = Math.sqrt(Math.log(1 + 0.1 * 0.1));
        return IntStream.range(0, points).mapToDouble(i -> 100 * factor * Math.exp(sigma * random.nextGaussian())).toArray();
    }

    @Test
    void directionSaysWhichChangeCounts() {
        assertEquals(Classification.HIGH, classify(METRIC, HIGH, LOW));
        assertEquals(Classification.LOW, classify(METRIC, LOW, HIGH));
        assertEquals(Classification.PASS, classify(KayentaMetric.of("x", Direction.INCREASE), LOW, HIGH));
        assertEquals(Classification.PASS, classify(KayentaMetric.of("x", Direction.DECREASE), HIGH, LOW));
    }

    @Test
    void sameValuesInAnotherOrderPass() {
        assertEquals(Classification.PASS, classify(METRIC, new double[] { 1, 2, 2 }, new double[] { 2, 1, 2 }));
    }

    @Test
    void oneConstantPassesAndTwoAreToldApart() {
        assertEquals(Classification.PASS, classify(METRIC, constant(3, 6), constant(3, 9)));
        assertEquals(Classification.HIGH, classify(METRIC, constant(4, 9), constant(3, 9)));
    }

    @Test
    void missingValuesAreRemovedOrCountAsZero() {
        double[] nothing = constant(Double.NaN, 8);
        assertEquals(Classification.NODATA, classify(METRIC, nothing, LOW));
        KayentaMetric mustHave = new KayentaMetric("x", Direction.EITHER, true, false, true, false, 1, 1, 0.98);
        assertEquals(Classification.NODATA_FAIL, classify(mustHave, nothing, LOW));
        KayentaMetric replacing = new KayentaMetric("x", Direction.EITHER, false, false, false, false, 1, 1, 0.98);
        assertEquals(Classification.LOW, classify(replacing, nothing, LOW));
        assertEquals(Classification.PASS, classify(replacing, new double[0], LOW));
    }

    @Test
    void allowedIncreaseIsARatioOfMeans() {
        KayentaMetric tolerant = new KayentaMetric("x", Direction.EITHER, true, false, false, false, 10, 1, 0.98);
        assertEquals(Classification.PASS, classify(tolerant, HIGH, LOW));
    }

    @Test
    void percentilesInterpolateBetweenOrderStatistics() {
        assertEquals(1.75, KayentaMetric.percentile(new double[] { 1, 2, 3, 4 }, 0.25), 1e-12);
        assertEquals(4, KayentaMetric.percentile(new double[] { 1, 2, 3, 4 }, 1), 1e-12);
    }

    @Test
    void outliersGoOnlyWhenAsked() {
        // Above the fence lies only what is beyond the 99th percentile too, of 200 values the highest.
        double[] spoilt = IntStream.range(0, 200).mapToDouble(i -> i == 199 ? 1e9 : 10 + i % 10).toArray();
        double[] plain = IntStream.range(0, 200).mapToDouble(i -> 10 + i % 10).toArray();
        KayentaMetric removing = new KayentaMetric("x", Direction.EITHER, true, true, false, false, 1, 1, 0.98);
        assertEquals(Classification.PASS, classify(removing, spoilt, plain));
    }

    private static double[] constant(double value, int count) {
        double[] values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static Classification classify(KayentaMetric metric, double[] canary, double[] baseline) {
        return metric.classify(canary, baseline, new SplittableRandom(1));
    }
}

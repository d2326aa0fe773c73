package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class EstimateTest {

    private static final int SAMPLES = 1000;

    /** Newcombe 1998, table I, method 3: 81 of 263 and 0 of 20. */
    @Test
    void sharesHaveWilsonsInterval() {
        Estimate share = Estimate.ofShare(81, 263).orElseThrow();
        assertEquals(81.0 / 263, share.value(), 1e-12);
        assertEquals(0.2553, share.low(), 5e-5);
        assertEquals(0.3662, share.high(), 5e-5);
        assertEquals(0.1611, Estimate.ofShare(0, 20).orElseThrow().high(), 5e-5);
        assertEquals(0, Estimate.ofShare(0, 20).orElseThrow().low());
    }

    @Test
    void theMedianIsTheMiddleOrBetweenTheMiddles() {
        assertEquals(3, Estimate.ofMedian(new double[] { 9, 1, 3 }).orElseThrow().value());
        assertEquals(2.5, Estimate.ofMedian(new double[] { 4, 1, 3, 2 }).orElseThrow().value());
    }

    @Test
    void whatHasNoReleaseHasNoFigure() {
        assertEquals(Optional.empty(), Estimate.ofShare(0, 0));
        assertEquals(Optional.empty(), Estimate.ofMedian(new double[0]));
        assertEquals(Optional.empty(), Estimate.ofMean(new double[0]));
    }

    @Test
    void theSameValuesGiveTheSameInterval() {
        double[] values = { 1, 2, 3, 10 };
        assertEquals(Estimate.ofMean(values), Estimate.ofMean(values.clone()));
        assertEquals(4, Estimate.ofMean(values).orElseThrow().value());
    }

    /** In 95 % of samples; three standard deviations of a share of 1000 samples are 2 points. */
    @Test
    void intervalsCoverTheTruthAsOftenAsTheySay() {
        SplittableRandom random = new SplittableRandom(1);
        double ln2 = Math.log(2);
        int median = 0;
        int mean = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            double[] waits = exponential(random, 200);
            median += covers(Estimate.ofMedian(waits).orElseThrow(), ln2);
            mean += covers(Estimate.ofMean(waits).orElseThrow(), 1);
        }
        assertEquals(0.95, median / (double) SAMPLES, 0.03);
        assertEquals(0.945, mean / (double) SAMPLES, 0.025);
    }

    private static double[] exponential(SplittableRandom random, int count) {
        return DoubleStream.generate(() -> -Math.log(1 - random.nextDouble())).limit(count).toArray();
    }

    private static int covers(Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }

    @Test
    void intervalsNarrowWithMoreReleases() {
        double[] few = IntStream.range(0, 50).mapToDouble(i -> i % 10).toArray();
        double[] many = IntStream.range(0, 5000).mapToDouble(i -> i % 10).toArray();
        assertTrue(width(Estimate.ofMean(many).orElseThrow()) < width(Estimate.ofMean(few).orElseThrow()) / 5);
        assertTrue(width(Estimate.ofMedian(many).orElseThrow()) <= width(Estimate.ofMedian(few).orElseThrow()));
        assertEquals(4.5, Estimate.ofMean(few).orElseThrow().value(), 1e-12);
    }

    private static double width(Estimate estimate) {
        return estimate.high() - estimate.low();
    }
}

package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.serin.observation.QueryTemplate.LatencyUnit;

class LatencyBucketsTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    /** @param leAndCount pairs of bound and cumulative count */
    private static Optional<Histogram> histogram(LatencyUnit unit, String... leAndCount) {
        List<Answer.Sample> samples = IntStream.range(0, leAndCount.length / 2).mapToObj(
                i -> new Answer.Sample(Map.of("le", leAndCount[2 * i]), Double.parseDouble(leAndCount[2 * i + 1]))).toList();
        return LatencyBuckets.histogram(samples, unit);
    }

    @Test
    void sortsTheBoundsAndTakesTheDifferences() {
        assertEquals(Optional.of(new Histogram(new double[] { 100, 2500, INF }, new double[] { 3, 4, 1 })),
                histogram(LatencyUnit.S, "+Inf", "8", "2.5", "7", "0.1", "3"));
    }

    @Test
    void keepsBoundsThatAreMillisecondsAlready() {
        assertEquals(Optional.of(new Histogram(new double[] { 25, INF }, new double[] { 1, 1 })),
                histogram(LatencyUnit.MS, "25", "1", "+Inf", "2"));
    }

    @Test
    void aCountBelowItsNeighbourIsNoneInBetween() {
        assertEquals(Optional.of(new Histogram(new double[] { 10, 20, INF }, new double[] { 5, 0, 3 })),
                histogram(LatencyUnit.MS, "10", "5", "20", "4", "+Inf", "8"));
    }

    @Test
    void theSameBoundWrittenTwiceIsOneBucket() {
        assertEquals(Optional.of(new Histogram(new double[] { 1000, INF }, new double[] { 5, 0 })),
                histogram(LatencyUnit.S, "1", "2", "1.0", "3", "+Inf", "5"));
    }

    @Test
    void whatCannotBeReadIsMissing() {
        assertEquals(Optional.empty(), histogram(LatencyUnit.S));
        assertEquals(Optional.empty(), histogram(LatencyUnit.S, "much", "2"));
        assertEquals(Optional.empty(), histogram(LatencyUnit.S, "1", "NaN", "+Inf", "3"));
    }
}

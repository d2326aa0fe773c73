package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.observation.Histogram;
import dev.serin.simulation.service.Draws;

class LatencyModelTest {

    private static final long REQUESTS = 2_000_000;

    private final Draws draws = new Draws(new SplittableRandom(5));

    /** At a bucket's bound Prometheus's interpolation has nothing to guess. */
    @ParameterizedTest
    @CsvSource({ "25, 0.3, 0.005, 2", "50, 0.6, 0.03, 5", "100, 0.4, 0.01, 3", "250, 0.5, 0.02, 4" })
    void theDrawnHistogramHasTheScenariosPercentile(double p99, double bodySpread, double slowShare, double slowFactor) {
        LatencyModel model = LatencyModel.of(new Scenario.Baseline(0, p99, bodySpread, slowShare, slowFactor));
        assertEquals(p99, model.by(1).draw(REQUESTS, draws).quantileMillis(0.99).orElse(0), 0.03 * p99);
    }

    @Test
    void aFactorMovesEveryPercentile() {
        LatencyModel model = LatencyModel.of(new Scenario.Baseline(0, 100, 0.4, 0.01, 3));
        assertEquals(250, model.by(2.5).draw(REQUESTS, draws).quantileMillis(0.99).orElse(0), 7);
        assertEquals(1000, model.by(10).draw(REQUESTS, draws).quantileMillis(0.99).orElse(0), 30);
    }

    @Test
    void theSlowShareIsWhatLiesBeyondTheHealthyPercentile() {
        LatencyModel model = LatencyModel.of(new Scenario.Baseline(0, 100, 0.4, 0.01, 3));
        for (double factor : new double[] { 1, 1.05, 1.5, 2, 5 }) {
            Histogram drawn = model.by(factor).draw(REQUESTS, draws);
            double beyond = 0;
            for (int bucket = 0; bucket < drawn.size(); bucket++) {
                beyond += drawn.upperBoundMillis(bucket) > 100 ? drawn.count(bucket) : 0;
            }
            assertEquals(beyond / REQUESTS - 0.01, model.excessSlowShare(factor), 0.001);
        }
    }

    @Test
    void everyRequestFallsIntoOneBucket() {
        LatencyModel model = LatencyModel.of(new Scenario.Baseline(0, 300, 0.6, 0.03, 5));
        for (long requests : new long[] { 0, 1, 7, 1_000, REQUESTS }) {
            assertEquals(requests, model.by(40).draw(requests, draws).total());
        }
    }

    @Test
    void theTableOfTheNormalDistributionIsExactEnough() {
        // Abramowitz and Stegun, table 26.1.
        assertEquals(0.5, NormalTable.cdf(0), 1e-7);
        assertEquals(0.841344746, NormalTable.cdf(1), 1e-6);
        assertEquals(0.977249868, NormalTable.cdf(2), 1e-6);
        assertEquals(0.998650102, NormalTable.cdf(3), 1e-6);
        assertEquals(0.308537539, NormalTable.cdf(-0.5), 1e-6);
        assertEquals(0, NormalTable.cdf(-9));
        assertEquals(1, NormalTable.cdf(9));
    }
}

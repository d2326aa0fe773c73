package dev.serin.simulation.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {

    private static final int TIMES = 20_000;

    private final Draws draws = new Draws(RandomGeneratorFactory.of("L64X128MixRandom").create(11));

    @ParameterizedTest
    @CsvSource({ "0.2", "5", "29", "31", "4000" })
    void poissonHasItsMeanAndVariance(double mean) {
        double[] drawn = DoubleStream.generate(() -> draws.poisson(mean)).limit(TIMES).toArray();
        assertMoments(drawn, mean, mean);
    }

    @ParameterizedTest
    @CsvSource({ "10, 0.3", "1000, 0.004", "1000, 0.996", "5000, 0.5", "3, 0.9", "2000000, 0.00001", "2000000, 0.0000149",
            "59, 0.5", "61, 0.5" })
    void binomialHasItsMeanAndVariance(long trials, double chance) {
        double[] drawn = DoubleStream.generate(() -> draws.binomial(trials, chance)).limit(TIMES).toArray();
        assertMoments(drawn, trials * chance, trials * chance * (1 - chance));
        assertTrue(DoubleStream.of(drawn).allMatch(count -> count >= 0 && count <= trials));
    }

    @Test
    void fewBinomialCountsComeAsOftenAsTheFormulaSays() {
        double[] shares = new double[5];
        for (int i = 0; i < TIMES; i++) {
            shares[(int) draws.binomial(4, 0.3)] += 1.0 / TIMES;
        }
        double[] expected = { 0.2401, 0.4116, 0.2646, 0.0756, 0.0081 };
        for (int count = 0; count < expected.length; count++) {
            assertEquals(expected[count], shares[count], 5 * Math.sqrt(expected[count] / TIMES), "of " + count);
        }
    }

    @Test
    void certaintiesAreCertain() {
        assertEquals(0, draws.binomial(1_000, 0));
        assertEquals(1_000, draws.binomial(1_000, 1));
        assertEquals(0, draws.poisson(0));
    }

    private static void assertMoments(double[] drawn, double mean, double variance) {
        double gotMean = DoubleStream.of(drawn).average().orElseThrow();
        double gotVariance = DoubleStream.of(drawn).map(x -> (x - gotMean) * (x - gotMean)).average().orElseThrow();
        assertEquals(mean, gotMean, 5 * Math.sqrt(variance / TIMES) + 1e-9, "mean");
        assertEquals(variance, gotVariance, 0.08 * variance + 0.01, "variance");
    }
}

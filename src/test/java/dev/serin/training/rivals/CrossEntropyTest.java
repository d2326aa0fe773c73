package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.training.rivals.CrossEntropy.Bounds;

class CrossEntropyTest {

    private static final List<Bounds> BOUNDS = List.of(new Bounds("x", -5, 5), new Bounds("y", 0, 100));
    private static final double[] START = { 4, 10 };

    @Test
    void findsTheTopOfAQuadratic() {
        double[] found = new CrossEntropy(40, 64, 1).maximise(BOUNDS, START, CrossEntropyTest::quadratic);
        assertEquals(1, found[0], 0.05);
        assertEquals(70, found[1], 0.5);
    }

    @Test
    void sameSeedFindsTheSame() {
        CrossEntropy tuner = new CrossEntropy(5, 16, 7);
        assertArrayEquals(tuner.maximise(BOUNDS, START, CrossEntropyTest::quadratic),
                tuner.maximise(BOUNDS, START, CrossEntropyTest::quadratic));
    }

    @Test
    void staysWithinTheBounds() {
        double[] found = new CrossEntropy(40, 64, 1).maximise(BOUNDS, START, candidate -> candidate[0] + candidate[1]);
        assertTrue(found[0] <= 5 && found[1] <= 100);
        assertEquals(5, found[0], 0.5);
    }

    private static double quadratic(double[] at) {
        return -Math.pow(at[0] - 1, 2) - Math.pow((at[1] - 70) / 10, 2);
    }
}

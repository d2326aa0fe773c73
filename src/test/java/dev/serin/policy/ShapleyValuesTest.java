package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class ShapleyValuesTest {

    private static double[] game(int players, IntToDoubleFunction worth) {
        return IntStream.range(0, 1 << players).mapToDouble(worth).toArray();
    }

    /** Shapley's glove game: two left gloves and a right one, only a pair is worth anything. */
    @Test
    void theGloveGameIsSharedOutAsInTheTextbook() {
        double[] values = ShapleyValues.of(game(3, team -> (team & 4) != 0 && (team & 3) != 0 ? 1 : 0));
        assertArrayEquals(new double[] { 1 / 6.0, 1 / 6.0, 2 / 3.0 }, values, 1e-12);
    }

    @Test
    void everythingIsSharedOutWhateverTheGame() {
        SplittableRandom random = new SplittableRandom(1);
        for (int players = 1; players <= 8; players++) {
            double[] worth = game(players, team -> random.nextDouble() - 0.5);
            assertEquals(worth[worth.length - 1] - worth[0], Arrays.stream(ShapleyValues.of(worth)).sum(), 1e-12);
        }
    }

    @Test
    void playersThatDoTheSameGetTheSameAndIdlersNothing() {
        double[] values = ShapleyValues.of(game(5, team -> Math.pow(Integer.bitCount(team & 0b00111), 3)));
        assertEquals(values[0], values[1], 1e-12);
        assertEquals(values[0], values[2], 1e-12);
        assertEquals(0, values[3], 1e-12);
        assertEquals(0, values[4], 1e-12);
    }

    @Test
    void playersWhoNeitherHelpNorHinderEachOtherGetWhatTheyBring() {
        double[] brings = { 3, -1, 0.5, 0, 7, -2 };
        double[] values = ShapleyValues.of(game(6, team -> 10 + IntStream.range(0, 6).filter(i -> (team >> i & 1) == 1)
                .mapToDouble(i -> brings[i]).sum()));
        assertArrayEquals(brings, values, 1e-12);
    }
}

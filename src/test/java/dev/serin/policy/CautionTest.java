package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;

class CautionTest {

    private static final double[] LOGITS = { 1, -2, 0.5, 3, 0, 2, -1 };

    private static double[] softmax(double[] logits) {
        double sum = IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i])).sum();
        return IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i]) / sum).toArray();
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        IntStream.range(0, numbers.length).forEach(i -> floats[i] = (float) numbers[i]);
        return floats;
    }

    @ParameterizedTest
    @ValueSource(doubles = { -10, -4, 0, 0.3, 6.5, 10 })
    void isTheSameAsShiftingTheLogits(double k) {
        double[] shifted = LOGITS.clone();
        shifted[ModelAction.ROLLBACK.ordinal()] += k;
        shifted[ModelAction.PROMOTE.ordinal()] -= k / 2;
        assertArrayEquals(softmax(shifted), new Caution(k).shift(floats(softmax(LOGITS))), 1e-6);
    }

    @Test
    void makesNothingPossibleThatIsForbidden() {
        float[] masked = { 0.9f, 0, 0, 0, 0, 0.1f, 0 };
        assertEquals(0, new Caution(10).shift(masked)[ModelAction.ROLLBACK.ordinal()]);
        assertArrayEquals(new double[7], new Caution(10).shift(new float[7]));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "high", "11", "-10.5", "NaN", "1,5" })
    void whatCannotBeReadIsAProblemAndChangesNothing(String text) {
        Map<String, String> annotations = Map.of("serin.dev/caution", text);
        assertEquals("serin.dev/caution cannot be read: write a number from -10 to 10",
                Caution.problem(annotations).orElseThrow().getMessage());
        assertEquals(new Caution(2), new Caution(2).overriddenBy(annotations));
    }

    @Test
    void anAnnotationIsReadAsANumber() {
        assertEquals(new Caution(-1.5), new Caution(2).overriddenBy(Map.of("serin.dev/caution", " -1.5 ")));
        assertTrue(Caution.problem(Map.of("serin.dev/caution", "-1.5")).isEmpty());
        assertTrue(Caution.problem(Map.of("serin.dev/first-weight", "5")).isEmpty());
        assertThrows(InvalidField.class, () -> new Caution(10.1));
    }
}

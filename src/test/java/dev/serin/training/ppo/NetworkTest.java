package dev.serin.training.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

import org.junit.jupiter.api.Test;

class NetworkTest {

    private final SplittableRandom random = new SplittableRandom(3);

    /** A slope measured by moving each parameter a little, up and down, against the one that was computed. */
    @Test
    void theGradientsOfThePolicyLossAreItsSlopes() {
        Network actor = Network.initial(List.of(5, 7, 6, 4), 1, random);
        float[][] seen = rows(3, 6);
        float[] mask = { 1, 0, 1, 1 };
        DoubleSupplier loss = () -> {
            double sum = 0;
            for (int b = 0; b < 3; b++) {
                float[] p = actor.probabilities(seen[b], mask);
                double ratio = Math.exp(Math.log(p[2]) + 1.2);
                double surrogate = Math.min(ratio * 0.7, Math.max(0.8, Math.min(1.2, ratio)) * 0.7);
                sum += -surrogate - 0.05 * Losses.entropy(p, logs(p));
            }
            return sum;
        };
        float[][] logits = actor.forward(seen, 3);
        float[][] gradients = new float[3][4];
        for (int b = 0; b < 3; b++) {
            float[] p = new float[4];
            MaskedSoftmax.of(logits[b], mask, p);
            Losses.policy(p, logs(p), 2, -1.2, 0.7, 0.2, 0.05, 1, gradients[b]);
        }
        actor.backward(seen, gradients, 3);
        assertSlopes(actor, loss);
    }

    private static double[] logs(float[] probabilities) {
        double[] logs = new double[probabilities.length];
        Losses.logs(probabilities, logs);
        return logs;
    }

    @Test
    void theGradientsOfTheValueLossAreItsSlopes() {
        Network critic = Network.initial(List.of(6, 9, 1), 1, random);
        float[][] seen = rows(5, 6);
        DoubleSupplier loss = () -> {
            double sum = 0;
            for (float[] row : seen) {
                sum += 0.5 * Math.pow(critic.outputs(row)[0] - 0.3, 2);
            }
            return sum;
        };
        float[][] values = critic.forward(seen, 5);
        float[][] gradients = new float[5][1];
        for (int b = 0; b < 5; b++) {
            gradients[b][0] = Losses.value(values[b][0], 0.3f, 1);
        }
        critic.backward(seen, gradients, 5);
        assertSlopes(critic, loss);
    }

    private static void assertSlopes(Network network, DoubleSupplier loss) {
        float step = 2e-3f;
        for (int i = 0; i < network.parameters().size(); i++) {
            float[] row = network.parameters().get(i);
            for (int k = 0; k < row.length; k++) {
                float kept = row[k];
                row[k] = kept + step;
                double up = loss.getAsDouble();
                row[k] = kept - step;
                double down = loss.getAsDouble();
                row[k] = kept;
                assertEquals((up - down) / (2 * step), network.gradients().get(i)[k], 3e-3, "parameter " + i + "," + k);
            }
        }
    }

    @Test
    void aRowAloneGivesTheSameAsInABlock() {
        Network network = Network.initial(List.of(6, 9, 5, 3), 1, random);
        float[][] seen = rows(Network.BLOCK, 7);
        float[][] outputs = network.forward(seen, Network.BLOCK);
        for (int b = 0; b < Network.BLOCK; b++) {
            assertArrayEquals(network.outputs(seen[b]), outputs[b], "row " + b);
        }
    }

    @Test
    void multipliesAddsAndRectifies() {
        Network network = new Network(List.of(2, 2, 1));
        network.layers().get(0).weights()[0][0] = 2;
        network.layers().get(0).weights()[1][1] = 3;
        network.layers().get(0).biases()[1] = 1;
        network.layers().get(1).weights()[0][0] = 1;
        network.layers().get(1).weights()[0][1] = 10;
        network.layers().get(1).biases()[0] = 0.5f;
        assertEquals(2 * 4 + 10 * (3 * 2 + 1) + 0.5f, network.outputs(new float[] { 4, 2 })[0]);
        assertEquals(10 * (3 * 2 + 1) + 0.5f, network.outputs(new float[] { -4, 2 })[0]);
    }

    @Test
    void theMeanOfNetworksHasTheMeanOfTheirOutputs() {
        List<Network> all = List.of(Network.initial(List.of(6, 9, 5, 3), 1, random),
                Network.initial(List.of(6, 9, 5, 3), 1, random), Network.initial(List.of(6, 9, 5, 3), 1, random));
        all.forEach(network -> Arrays.fill(network.layers().get(1).biases(), 0.5f));
        Network mean = Network.mean(all);
        assertEquals(List.of(6, 27, 15, 3), mean.widths());
        for (float[] row : rows(50, 6)) {
            for (int o = 0; o < 3; o++) {
                int output = o;
                double expected = all.stream().mapToDouble(network -> network.outputs(row)[output]).average().orElseThrow();
                assertEquals(expected, mean.outputs(row)[o], 1e-5);
            }
        }
    }

    @Test
    void onlyAllowedActionsHaveAProbability() {
        Network network = Network.initial(List.of(3, 4, 4), 1, random);
        float[] probabilities = network.probabilities(new float[] { 1, 2, 3 }, new float[] { 0, 1, 0, 1 });
        assertEquals(0, probabilities[0]);
        assertEquals(0, probabilities[2]);
        assertEquals(1, probabilities[1] + probabilities[3], 1e-6);
        assertThrows(IllegalArgumentException.class, () -> network.greedy(new float[3], new float[4]));
    }

    @Test
    void probabilitiesAreTheSoftmaxWithoutOverflow() {
        float[] probabilities = new float[3];
        MaskedSoftmax.of(new float[] { 1000, 1000 + (float) Math.log(3), 5000 }, new float[] { 1, 1, 0 }, probabilities);
        assertArrayEquals(new float[] { 0.25f, 0.75f, 0 }, probabilities, 1e-4f);
    }

    @Test
    void samplesByTheProbabilities() {
        float[] probabilities = { 0.2f, 0, 0.8f };
        assertEquals(0, MaskedSoftmax.sample(probabilities, 0.19));
        assertEquals(2, MaskedSoftmax.sample(probabilities, 0.21));
        assertEquals(2, MaskedSoftmax.sample(probabilities, 0.9999999999));
    }

    private float[][] rows(int count, int width) {
        float[][] rows = new float[count][width];
        for (float[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return rows;
    }
}

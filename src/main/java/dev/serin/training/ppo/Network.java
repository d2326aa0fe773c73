package dev.serin.training.ppo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.serin.canary.Sha256;

/**
 * A multilayer perceptron: fully connected layers with ReLU between them, of plain float arrays. As an actor its outputs
 * are logits, one for each action; as a critic it has one output, the value. Works on blocks of rows in memory of its own,
 * so it is not safe for use by several threads: give each a {@link #copy}.
 */
public final class Network {

    /** Rows that are worked on at once: so many that the weights' and rows' memory stays in the nearest cache. */
    static final int BLOCK = 64;

    private final List<Integer> widths;
    private final List<Layer> layers = new ArrayList<>();
    private final List<float[][]> outputs = new ArrayList<>();
    private final List<float[][]> gradients = new ArrayList<>();

    /** @param widths of the input, each hidden layer and the output; all weights are 0 */
    Network(List<Integer> widths) {
        this.widths = List.copyOf(widths);
        for (int i = 1; i < widths.size(); i++) {
            layers.add(new Layer(widths.get(i - 1), widths.get(i)));
            outputs.add(new float[BLOCK][widths.get(i)]);
            gradients.add(new float[BLOCK][widths.get(i)]);
        }
    }

    /** @param lastScale shrinks the last layer, so that an actor begins without preferences */
    static Network initial(List<Integer> widths, double lastScale, RandomGenerator random) {
        Network network = new Network(widths);
        for (Layer layer : network.layers) {
            layer.initialise(layer == network.last() ? lastScale : 1, random);
        }
        network.parametersChanged();
        return network;
    }

    private Layer last() {
        return layers.get(layers.size() - 1);
    }

    /** Of the input, each hidden layer and the output. */
    public List<Integer> widths() {
        return widths;
    }

    List<Layer> layers() {
        return Collections.unmodifiableList(layers);
    }

    /** The biases of the outputs; the array itself. */
    float[] lastBiases() {
        return last().biases();
    }

    /** All weights and biases, layer by layer; the arrays themselves. */
    List<float[]> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** The loss's gradients in the order of {@link #parameters}; the arrays themselves. */
    List<float[]> gradients() {
        return layers.stream().flatMap(layer -> layer.gradients().stream()).toList();
    }

    /** To be called after {@link #parameters} were written to. */
    void parametersChanged() {
        layers.forEach(Layer::transpose);
    }

    /**
     * @param in at least {@code rows} rows, each at least as wide as the input
     * @param rows at most {@link #BLOCK}
     * @return the outputs, valid until the next call
     */
    float[][] forward(float[][] in, int rows) {
        float[][] from = in;
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(from, outputs.get(i), rows);
            from = outputs.get(i);
            if (layers.get(i) != last()) {
                rectify(from, rows);
            }
        }
        return from;
    }

    /** Where the caller of {@link #backward} puts the loss's gradients with respect to the outputs. */
    float[][] outputGradients() {
        return gradients.get(gradients.size() - 1);
    }

    /** Adds up the gradients of the last {@link #forward}, of the same rows. */
    void backward(float[][] in, int rows) {
        for (int i = layers.size() - 1; i >= 0; i--) {
            layers.get(i).backwardToParameters(i == 0 ? in : outputs.get(i - 1), gradients.get(i), rows);
            if (i > 0) {
                layers.get(i).backwardToInputs(gradients.get(i), gradients.get(i - 1), rows);
                stopWhereRectified(outputs.get(i - 1), gradients.get(i - 1), rows);
            }
        }
    }

    private static void rectify(float[][] values, int rows) {
        for (int b = 0; b < rows; b++) {
            float[] row = values[b];
            for (int o = 0; o < row.length; o++) {
                row[o] = Math.max(0, row[o]);
            }
        }
    }

    private static void stopWhereRectified(float[][] values, float[][] gradients, int rows) {
        for (int b = 0; b < rows; b++) {
            float[] value = values[b];
            float[] gradient = gradients[b];
            for (int o = 0; o < value.length; o++) {
                gradient[o] = value[o] > 0 ? gradient[o] : 0;
            }
        }
    }

    /** The outputs for one row; an array of its own. */
    public float[] outputs(float[] row) {
        return forward(new float[][] { row }, 1)[0].clone();
    }

    /**
     * @param mask 1 where allowed, else 0
     * @return one number for each action, 0 where not allowed
     */
    public float[] probabilities(float[] observation, float[] mask) {
        float[] probabilities = new float[mask.length];
        MaskedSoftmax.of(forward(new float[][] { observation }, 1)[0], mask, probabilities);
        return probabilities;
    }

    /** The most probable of the allowed actions; the first of several. */
    public int greedy(float[] observation, float[] mask) {
        return MaskedSoftmax.greatest(forward(new float[][] { observation }, 1)[0], mask);
    }

    /** An allowed action by chance. */
    public int sample(float[] observation, float[] mask, RandomGenerator random) {
        return MaskedSoftmax.sample(probabilities(observation, mask), random.nextDouble());
    }

    public Network copy() {
        Network copy = new Network(widths);
        List<float[]> from = parameters();
        List<float[]> to = copy.parameters();
        for (int i = 0; i < from.size(); i++) {
            System.arraycopy(from.get(i), 0, to.get(i), 0, from.get(i).length);
        }
        copy.parametersChanged();
        return copy;
    }

    /** Of all weights and biases: the same for the same network only. */
    public String sha256() {
        List<float[]> rows = parameters();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * rows.stream().mapToInt(row -> row.length).sum());
        rows.forEach(row -> {
            for (float value : row) {
                bytes.putFloat(value);
            }
        });
        return Sha256.hex(bytes.array());
    }
}

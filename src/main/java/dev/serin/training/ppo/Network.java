package dev.serin.training.ppo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.serin.canary.Sha256;

/**
 * A multilayer perceptron: fully connected layers with ReLU between them, of plain float arrays. As an actor its outputs
 * are logits, one for each action; as a critic it has one output, the value. Works on blocks of rows in memory of its own,
 * so it is not safe for use by several threads: give each a {@link #copy}.
 */
public final class Network {

    /** Rows that are worked on at once: enough for long loops (see {@link Layer}), and few enough to stay near. */
    static final int BLOCK = 128;

    private final List<Integer> widths;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Block> blocks = new ArrayList<>();

    /** @param widths of the input, each hidden layer and the output; all weights are 0 */
    Network(List<Integer> widths) {
        this.widths = List.copyOf(widths);
        for (int i = 1; i < widths.size(); i++) {
            layers.add(new Layer(widths.get(i - 1), widths.get(i)));
        }
        widths.forEach(width -> blocks.add(new Block(width)));
    }

    /** @param lastScale shrinks the last layer, so that an actor begins without preferences */
    static Network initial(List<Integer> widths, double lastScale, RandomGenerator random) {
        Network network = new Network(widths);
        for (Layer layer : network.layers) {
            layer.initialise(layer == network.last() ? lastScale : 1, random);
        }
        return network;
    }

    /**
     * One network whose outputs are the mean of those of all: side by side, without connections between them. Several
     * networks that learnt the same from other episodes err in different places.
     *
     * @param all at least one, of the same widths
     */
    public static Network mean(List<Network> all) {
        List<Integer> widths = all.get(0).widths();
        int layers = widths.size() - 1;
        Network mean = new Network(IntStream.rangeClosed(0, layers)
                .mapToObj(i -> i == 0 || i == layers ? widths.get(i) : widths.get(i) * all.size()).toList());
        for (int i = 0; i < layers; i++) {
            for (int n = 0; n < all.size(); n++) {
                boolean isLast = i == layers - 1;
                mean.layers.get(i).addPart(all.get(n).layers.get(i), isLast ? 0 : n, i == 0 ? 0 : n,
                        isLast ? 1f / all.size() : 1);
            }
        }
        return mean;
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

    /**
     * @param in at least {@code rows} rows, each at least as wide as the input
     * @param rows at most {@link #BLOCK}
     * @return the outputs, valid until the next call
     */
    float[][] forward(float[][] in, int rows) {
        blocks.get(0).take(in, rows);
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(blocks.get(i).columns, blocks.get(i + 1).columns, rows);
            if (layers.get(i) != last()) {
                blocks.get(i + 1).rectify(rows);
            }
        }
        return lastBlock().rows(rows);
    }

    private Block lastBlock() {
        return blocks.get(layers.size());
    }

    /** Adds up the gradients of the last {@link #forward}, of the same rows. */
    void backward(float[][] in, float[][] outGradients, int rows) {
        lastBlock().takeGradients(outGradients, rows);
        for (int i = layers.size() - 1; i >= 0; i--) {
            Block from = blocks.get(i);
            float[][] gradients = blocks.get(i + 1).gradients;
            layers.get(i).backwardToParameters(i == 0 ? in : from.rows(rows), gradients, rows);
            if (i > 0) {
                layers.get(i).backwardToInputs(gradients, from.gradients, rows);
                from.stopWhereRectified(rows);
            }
        }
    }

    /** The outputs for one row; an array of its own. */
    public float[] outputs(float[] row) {
        float[] from = row;
        for (Layer layer : layers) {
            float[] to = new float[layer.outputs()];
            layer.forward(from, to);
            for (int o = 0; layer != last() && o < to.length; o++) {
                to[o] = Math.max(0, to[o]);
            }
            from = to;
        }
        return from;
    }

    /**
     * @param mask 1 where allowed, else 0
     * @return one number for each action, 0 where not allowed
     */
    public float[] probabilities(float[] observation, float[] mask) {
        float[] probabilities = new float[mask.length];
        MaskedSoftmax.of(outputs(observation), mask, probabilities);
        return probabilities;
    }

    /** The most probable of the allowed actions; the first of several. */
    public int greedy(float[] observation, float[] mask) {
        return MaskedSoftmax.greatest(outputs(observation), mask);
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

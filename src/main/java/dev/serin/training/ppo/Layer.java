package dev.serin.training.ppo;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A fully connected layer: {@code out = weights x in + biases}, with the gradients of one minibatch.
 * <p>
 * Nearly all of a training's time is spent here, in {@link #addScaled}. The compiler turns that loop into vector
 * instructions, but takes the first and last dozen or so of its rounds one by one: so it should be long. Therefore blocks
 * of rows come as columns, {@code [feature][row]}, where that helps: then the loop runs along more than a hundred rows.
 * Sums are added in the order that is written here, whatever the compiler does, which keeps results the same bit for bit.
 */
final class Layer {

    /** Rows that stay in the nearest cache while the gradients of all weights pass by. */
    private static final int NEAR = 64;

    private final int inputs;
    private final int outputs;
    private final float[][] weights;
    private final float[] biases;
    private final float[][] weightGradients;
    private final float[] biasGradients;

    Layer(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = new float[outputs][inputs];
        this.biases = new float[outputs];
        this.weightGradients = new float[outputs][inputs];
        this.biasGradients = new float[outputs];
    }

    /** Normal with the deviation {@code scale sqrt(2 / inputs)} (He et al. 2015, arXiv:1502.01852); biases 0. */
    void initialise(double scale, RandomGenerator random) {
        double deviation = scale * Math.sqrt(2.0 / inputs);
        for (float[] row : weights) {
            for (int i = 0; i < inputs; i++) {
                row[i] = (float) (deviation * random.nextGaussian());
            }
        }
    }

    /**
     * Adds the weights and biases of a smaller layer, times {@code scale}.
     *
     * @param outputBlock before which so many layers of its size have their outputs, and {@code inputBlock} their inputs
     */
    void addPart(Layer part, int outputBlock, int inputBlock, float scale) {
        for (int o = 0; o < part.outputs; o++) {
            float[] to = weights[outputBlock * part.outputs + o];
            for (int i = 0; i < part.inputs; i++) {
                to[inputBlock * part.inputs + i] += scale * part.weights[o][i];
            }
            biases[outputBlock * part.outputs + o] += scale * part.biases[o];
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** {@code [outputs][inputs]}; the array itself. */
    float[][] weights() {
        return weights;
    }

    /** The array itself. */
    float[] biases() {
        return biases;
    }

    /** The arrays themselves: a row of weights for each output, then the biases. */
    List<float[]> parameters() {
        return Stream.concat(Arrays.stream(weights), Stream.of(biases)).toList();
    }

    /** The arrays themselves, in the order of {@link #parameters}. */
    List<float[]> gradients() {
        return Stream.concat(Arrays.stream(weightGradients), Stream.of(biasGradients)).toList();
    }

    /** @param in and out columns */
    void forward(float[][] in, float[][] out, int rows) {
        for (int o = 0; o < outputs; o++) {
            float[] weight = weights[o];
            float[] to = out[o];
            Arrays.fill(to, 0, rows, biases[o]);
            int i = 0;
            for (; i + 3 < inputs; i += 4) {
                addScaled(to, weight[i], in[i], weight[i + 1], in[i + 1], weight[i + 2], in[i + 2], weight[i + 3], in[i + 3],
                        rows);
            }
            for (; i < inputs; i++) {
                addScaled(to, weight[i], in[i], rows);
            }
        }
    }

    /** One row, with the same result as in a block. */
    void forward(float[] in, float[] out) {
        for (int o = 0; o < outputs; o++) {
            float[] weight = weights[o];
            float sum = biases[o];
            int i = 0;
            for (; i + 3 < inputs; i += 4) {
                sum += weight[i] * in[i] + weight[i + 1] * in[i + 1] + weight[i + 2] * in[i + 2] + weight[i + 3] * in[i + 3];
            }
            for (; i < inputs; i++) {
                sum += weight[i] * in[i];
            }
            out[o] = sum;
        }
    }

    /** Writes the loss's gradients with respect to the inputs; columns, both. */
    void backwardToInputs(float[][] outGradients, float[][] inGradients, int rows) {
        for (int i = 0; i < inputs; i++) {
            float[] to = inGradients[i];
            Arrays.fill(to, 0, rows, 0);
            int o = 0;
            for (; o + 3 < outputs; o += 4) {
                addScaled(to, weights[o][i], outGradients[o], weights[o + 1][i], outGradients[o + 1], weights[o + 2][i],
                        outGradients[o + 2], weights[o + 3][i], outGradients[o + 3], rows);
            }
            for (; o < outputs; o++) {
                addScaled(to, weights[o][i], outGradients[o], rows);
            }
        }
    }

    /**
     * Adds the loss's gradients with respect to the weights and biases: see {@link #gradients}. Along the rows this would
     * be sums of products, which keep their order and so cannot be turned into vectors: so here it goes along the inputs.
     *
     * @param in rows, which may be longer than this layer has inputs: the rest is not looked at
     * @param outGradients columns
     */
    void backwardToParameters(float[][] in, float[][] outGradients, int rows) {
        for (int from = 0; from < rows; from += NEAR) {
            for (int o = 0; o < outputs; o++) {
                addProduct(in, outGradients[o], o, from, Math.min(from + NEAR, rows));
            }
        }
    }

    private void addProduct(float[][] in, float[] gradient, int o, int from, int end) {
        float[] to = weightGradients[o];
        int b = from;
        for (; b + 3 < end; b += 4) {
            addScaled(to, gradient[b], in[b], gradient[b + 1], in[b + 1], gradient[b + 2], in[b + 2], gradient[b + 3],
                    in[b + 3], inputs);
            biasGradients[o] += gradient[b] + gradient[b + 1] + gradient[b + 2] + gradient[b + 3];
        }
        for (; b < end; b++) {
            addScaled(to, gradient[b], in[b], inputs);
            biasGradients[o] += gradient[b];
        }
    }

    /** Four at a time: with more, the loop would be too big for the compiler to turn into vectors. */
    private static void addScaled(float[] to, float a, float[] x, float b, float[] y, float c, float[] z, float d,
            float[] w, int count) {
        for (int k = 0; k < count; k++) {
            to[k] += a * x[k] + b * y[k] + c * z[k] + d * w[k];
        }
    }

    private static void addScaled(float[] to, float a, float[] x, int count) {
        for (int k = 0; k < count; k++) {
            to[k] += a * x[k];
        }
    }
}

package dev.serin.training.ppo;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A fully connected layer: {@code out = in x weights + biases}, with the gradients of one minibatch. Matrices are rows,
 * and every inner loop uses one index for all of its arrays: so the compiler turns them into vector instructions, and
 * still adds in the order that is written here, which keeps results the same bit for bit.
 */
final class Layer {

    private final int inputs;
    private final int outputs;
    private final float[][] weights;
    private final float[] biases;
    private final float[][] weightGradients;
    private final float[] biasGradients;
    private final float[][] transposed;

    Layer(int inputs, int outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = new float[inputs][outputs];
        this.biases = new float[outputs];
        this.weightGradients = new float[inputs][outputs];
        this.biasGradients = new float[outputs];
        this.transposed = new float[outputs][inputs];
    }

    /** Normal with the deviation {@code scale sqrt(2 / inputs)} (He et al. 2015, arXiv:1502.01852); biases 0. */
    void initialise(double scale, RandomGenerator random) {
        double deviation = scale * Math.sqrt(2.0 / inputs);
        for (float[] row : weights) {
            for (int o = 0; o < outputs; o++) {
                row[o] = (float) (deviation * random.nextGaussian());
            }
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return outputs;
    }

    /** {@code [inputs][outputs]}; the array itself. */
    float[][] weights() {
        return weights;
    }

    /** The array itself. */
    float[] biases() {
        return biases;
    }

    /** The arrays themselves: a row of weights for each input, then the biases. */
    List<float[]> parameters() {
        return Stream.concat(Arrays.stream(weights), Stream.of(biases)).toList();
    }

    /** The arrays themselves, in the order of {@link #parameters}. */
    List<float[]> gradients() {
        return Stream.concat(Arrays.stream(weightGradients), Stream.of(biasGradients)).toList();
    }

    /** Rows of {@code in} may be longer than this layer has inputs: the rest is not looked at. */
    void forward(float[][] in, float[][] out, int rows) {
        for (int b = 0; b < rows; b++) {
            System.arraycopy(biases, 0, out[b], 0, outputs);
            addProduct(in[b], weights, out[b]);
        }
    }

    /** To be called after {@link #parameters} have changed and before {@link #backwardToInputs}. */
    void transpose() {
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < outputs; o++) {
                transposed[o][i] = weights[i][o];
            }
        }
    }

    /** Writes the loss's gradients with respect to the inputs. */
    void backwardToInputs(float[][] outGradients, float[][] inGradients, int rows) {
        for (int b = 0; b < rows; b++) {
            Arrays.fill(inGradients[b], 0, inputs, 0);
            addProduct(outGradients[b], transposed, inGradients[b]);
        }
    }

    /** Adds the loss's gradients with respect to the weights and biases: see {@link #gradients}. */
    void backwardToParameters(float[][] in, float[][] outGradients, int rows) {
        for (int i = 0; i < inputs; i++) {
            addColumnProduct(in, i, outGradients, weightGradients[i], rows);
        }
        for (int b = 0; b < rows; b++) {
            addScaled(biasGradients, 1, outGradients[b]);
        }
    }

    /** {@code to += row x matrix}, four rows of the matrix at a time: eight are slower, there are not so many registers. */
    private static void addProduct(float[] row, float[][] matrix, float[] to) {
        int i = 0;
        for (; i + 3 < matrix.length; i += 4) {
            addScaled(to, row[i], matrix[i], row[i + 1], matrix[i + 1], row[i + 2], matrix[i + 2], row[i + 3],
                    matrix[i + 3]);
        }
        for (; i < matrix.length; i++) {
            addScaled(to, row[i], matrix[i]);
        }
    }

    /** {@code to += (column i of in) x rows}, four rows at a time. */
    private static void addColumnProduct(float[][] in, int i, float[][] rows, float[] to, int count) {
        int b = 0;
        for (; b + 3 < count; b += 4) {
            addScaled(to, in[b][i], rows[b], in[b + 1][i], rows[b + 1], in[b + 2][i], rows[b + 2], in[b + 3][i],
                    rows[b + 3]);
        }
        for (; b < count; b++) {
            addScaled(to, in[b][i], rows[b]);
        }
    }

    private static void addScaled(float[] to, float a, float[] x, float b, float[] y, float c, float[] z, float d,
            float[] w) {
        for (int o = 0; o < to.length; o++) {
            to[o] += a * x[o] + b * y[o] + c * z[o] + d * w[o];
        }
    }

    private static void addScaled(float[] to, float a, float[] x) {
        for (int o = 0; o < to.length; o++) {
            to[o] += a * x[o];
        }
    }
}

package dev.serin.training.ppo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1) for one network, with the gradient's norm clipped first.
 */
final class Adam {

    private static final float MEAN_DECAY = 0.9f;
    private static final float SQUARE_DECAY = 0.999f;

    private final List<float[]> parameters;
    private final List<float[]> gradients;
    private final List<float[]> means;
    private final List<float[]> squares;
    private final float epsilon;
    private final double normMax;
    private int steps;

    Adam(Network network, double epsilon, double normMax) {
        this.parameters = network.parameters();
        this.gradients = network.gradients();
        this.means = zeros();
        this.squares = zeros();
        this.epsilon = (float) epsilon;
        this.normMax = normMax;
    }

    private List<float[]> zeros() {
        return parameters.stream().map(row -> new float[row.length]).toList();
    }

    /** Moves the parameters down the gradients that were added up, and sets the gradients to 0. */
    void step(double learningRate) {
        steps++;
        double unbiased = Math.sqrt(1 - StrictMath.pow(SQUARE_DECAY, steps)) / (1 - StrictMath.pow(MEAN_DECAY, steps));
        float scale = scale();
        for (int i = 0; i < parameters.size(); i++) {
            step(parameters.get(i), gradients.get(i), means.get(i), squares.get(i), scale, (float) (learningRate * unbiased));
            Arrays.fill(gradients.get(i), 0);
        }
    }

    private float scale() {
        double squared = 0;
        for (float[] row : gradients) {
            for (float gradient : row) {
                squared += (double) gradient * gradient;
            }
        }
        return (float) Math.min(1, normMax / (Math.sqrt(squared) + 1e-12));
    }

    private void step(float[] parameter, float[] gradient, float[] mean, float[] square, float scale, float rate) {
        for (int k = 0; k < parameter.length; k++) {
            float g = scale * gradient[k];
            mean[k] = MEAN_DECAY * mean[k] + (1 - MEAN_DECAY) * g;
            square[k] = SQUARE_DECAY * square[k] + (1 - SQUARE_DECAY) * g * g;
            parameter[k] -= rate * mean[k] / ((float) Math.sqrt(square[k]) + epsilon);
        }
    }

    /** The network's parameters and what this has learnt of its gradients. */
    void write(DataOutput out) throws IOException {
        out.writeInt(steps);
        for (List<float[]> rows : List.of(parameters, means, squares)) {
            for (float[] row : rows) {
                for (float value : row) {
                    out.writeFloat(value);
                }
            }
        }
    }

    /** What {@link #write} wrote, of a network of the same widths. */
    void read(DataInput in) throws IOException {
        steps = in.readInt();
        for (List<float[]> rows : List.of(parameters, means, squares)) {
            for (float[] row : rows) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = in.readFloat();
                }
            }
        }
    }
}

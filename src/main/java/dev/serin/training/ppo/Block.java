package dev.serin.training.ppo;

/**
 * The values between two layers for a block of rows, and the loss's gradients with respect to them. As columns,
 * {@code [feature][row]}, since that makes loops long: see {@link Layer}.
 */
final class Block {

    private static final float HUGE = 1e30f;
    /** Rows that are turned into columns at once: so many that what is written in turn stays in the nearest cache. */
    private static final int STRIP = 16;

    final float[][] columns;
    final float[][] gradients;
    private final float[][] rows;

    Block(int width) {
        this.columns = new float[width][Network.BLOCK];
        this.gradients = new float[width][Network.BLOCK];
        this.rows = new float[Network.BLOCK][width];
    }

    /** The values as rows; valid until the next call. */
    float[][] rows(int count) {
        for (int from = 0; from < count; from += STRIP) {
            for (int k = 0; k < columns.length; k++) {
                float[] column = columns[k];
                for (int b = from; b < Math.min(from + STRIP, count); b++) {
                    rows[b][k] = column[b];
                }
            }
        }
        return rows;
    }

    void take(float[][] newRows, int count) {
        toColumns(newRows, columns, count);
    }

    void takeGradients(float[][] newRows, int count) {
        toColumns(newRows, gradients, count);
    }

    private static void toColumns(float[][] rows, float[][] columns, int count) {
        for (int from = 0; from < count; from += STRIP) {
            for (int k = 0; k < columns.length; k++) {
                float[] column = columns[k];
                for (int b = from; b < Math.min(from + STRIP, count); b++) {
                    column[b] = rows[b][k];
                }
            }
        }
    }

    void rectify(int count) {
        for (float[] column : columns) {
            for (int b = 0; b < count; b++) {
                column[b] = Math.max(0, column[b]);
            }
        }
    }

    /**
     * Sets the gradients to 0 where the rectified values are 0. Every float above 0, however small, counts as 1 here: a
     * condition would not be turned into vectors, and would be guessed wrong half of the time.
     */
    void stopWhereRectified(int count) {
        for (int k = 0; k < columns.length; k++) {
            float[] column = columns[k];
            float[] gradient = gradients[k];
            for (int b = 0; b < count; b++) {
                gradient[b] *= Math.min(1, column[b] * HUGE * HUGE);
            }
        }
    }
}

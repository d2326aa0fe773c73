package dev.serin.training.ppo;

/** The gradients of PPO's two losses for one step, with respect to a network's outputs. */
final class Losses {

    private static final double LEAST = StrictMath.log(Float.MIN_NORMAL);

    private Losses() {
    }

    /**
     * Of the clipped surrogate less the entropy's share: {@code -min(r A, clip(r) A) - c H}, where r is the new
     * policy's probability of the action over the old one's (arXiv:1707.06347, equations 7 and 9).
     *
     * @param probabilities of the new policy
     * @param logs of the probabilities, by {@link #logs}
     * @param logProbability of the action when it was chosen
     * @param share of this step in the minibatch
     * @param gradients written: one for each logit
     * @return the ratio r
     */
    static double policy(float[] probabilities, double[] logs, int action, double logProbability, double advantage,
            double clip, double entropyShare, double share, float[] gradients) {
        double ratio = StrictMath.exp(logs[action] - logProbability);
        boolean clipped = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
        double pull = clipped ? 0 : ratio * advantage;
        double entropy = entropy(probabilities, logs);
        for (int a = 0; a < probabilities.length; a++) {
            double p = probabilities[a];
            double towards = (a == action ? 1 : 0) - p;
            double spread = p * (logs[a] + entropy);
            gradients[a] = (float) (share * (-pull * towards + entropyShare * spread));
        }
        return ratio;
    }

    /** Writes the probabilities' logarithms; a small number for 0. Once for all uses: nothing here takes longer. */
    static void logs(float[] probabilities, double[] logs) {
        for (int a = 0; a < probabilities.length; a++) {
            logs[a] = probabilities[a] > 0 ? StrictMath.log(probabilities[a]) : LEAST;
        }
    }

    static double entropy(float[] probabilities, double[] logs) {
        double entropy = 0;
        for (int a = 0; a < probabilities.length; a++) {
            entropy -= probabilities[a] * logs[a];
        }
        return entropy;
    }

    /** Of half the squared error. */
    static float value(float value, float target, double share) {
        return (float) (share * (value - target));
    }
}

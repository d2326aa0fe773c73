package dev.serin.training.ppo;

/** The gradients of PPO's two losses for one step, with respect to a network's outputs. */
final class Losses {

    private Losses() {
    }

    /**
     * Of the clipped surrogate less the entropy's share: {@code -min(r A, clip(r) A) - c H}, where r is the new
     * policy's probability of the action over the old one's (arXiv:1707.06347, equations 7 and 9).
     *
     * @param probabilities of the new policy
     * @param logProbability of the action when it was chosen
     * @param share of this step in the minibatch
     * @param gradients written: one for each logit
     * @return the ratio r
     */
    static double policy(float[] probabilities, int action, double logProbability, double advantage, double clip,
            double entropyShare, double share, float[] gradients) {
        double ratio = StrictMath.exp(StrictMath.log(Math.max(probabilities[action], Float.MIN_NORMAL)) - logProbability);
        boolean clipped = advantage > 0 ? ratio > 1 + clip : ratio < 1 - clip;
        double pull = clipped ? 0 : ratio * advantage;
        double entropy = entropy(probabilities);
        for (int a = 0; a < probabilities.length; a++) {
            double p = probabilities[a];
            double towards = (a == action ? 1 : 0) - p;
            double spread = p > 0 ? p * (StrictMath.log(p) + entropy) : 0;
            gradients[a] = (float) (share * (-pull * towards + entropyShare * spread));
        }
        return ratio;
    }

    static double entropy(float[] probabilities) {
        double entropy = 0;
        for (float p : probabilities) {
            entropy -= p > 0 ? p * StrictMath.log(p) : 0;
        }
        return entropy;
    }

    /** Of half the squared error. */
    static float value(float value, float target, double share) {
        return (float) (share * (value - target));
    }
}

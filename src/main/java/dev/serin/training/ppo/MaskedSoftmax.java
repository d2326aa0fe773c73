package dev.serin.training.ppo;

/**
 * Probabilities of the allowed actions from logits. StrictMath, because it gives the same bits on every machine.
 */
final class MaskedSoftmax {

    private MaskedSoftmax() {
    }

    /** Writes the probabilities: 0 where the mask is 0. */
    static void of(float[] logits, float[] mask, float[] probabilities) {
        float greatest = logits[greatest(logits, mask)];
        double sum = 0;
        for (int a = 0; a < mask.length; a++) {
            double weight = mask[a] > 0 ? StrictMath.exp(logits[a] - greatest) : 0;
            probabilities[a] = (float) weight;
            sum += weight;
        }
        for (int a = 0; a < mask.length; a++) {
            probabilities[a] = (float) (probabilities[a] / sum);
        }
    }

    /**
     * @return the first of the greatest allowed logits
     * @throws IllegalArgumentException when the mask allows nothing
     */
    static int greatest(float[] logits, float[] mask) {
        int best = -1;
        for (int a = 0; a < mask.length; a++) {
            if (mask[a] > 0 && (best < 0 || logits[a] > logits[best])) {
                best = a;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("The mask allows no action");
        }
        return best;
    }

    /** @param chance uniform in 0..1, below 1 */
    static int sample(float[] probabilities, double chance) {
        double left = chance;
        int last = 0;
        for (int a = 0; a < probabilities.length; a++) {
            if (probabilities[a] > 0) {
                last = a;
                left -= probabilities[a];
                if (left < 0) {
                    return a;
                }
            }
        }
        return last;
    }
}

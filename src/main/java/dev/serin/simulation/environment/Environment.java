package dev.serin.simulation.environment;

/**
 * An environment in Gymnasium's sense (Towers et al. 2024, gymnasium.farama.org). Not safe for use by several threads.
 */
public interface Environment {

    /** How many numbers an observation has. */
    int observationSize();

    /** How many actions there are. */
    int actions();

    /** How many numbers {@link Step#privileged} has: what only a critic may see, in training. */
    int privilegedSize();

    /** Starts an episode. The same seed and the same actions give the same episode. */
    Step reset(long seed);

    /**
     * @param action 0..{@link #actions()}-1, one that the last step's mask allows
     * @throws IllegalStateException when the episode has ended or the action is masked
     */
    Step step(int action);

    /**
     * What a step brings.
     *
     * @param observation not to be changed, nor kept beyond the next step: the array may be used again
     * @param mask 1 where the action is allowed, else 0; the same holds
     * @param privileged the truth behind the episode; the same holds
     * @param reward of the action just taken; 0 after a reset
     * @param terminated the release has ended: promoted or rolled back
     * @param truncated time ran out before it ended
     */
    record Step(float[] observation, float[] mask, float[] privileged, double reward, boolean terminated, boolean truncated) {

        public boolean isLast() {
            return terminated || truncated;
        }
    }
}

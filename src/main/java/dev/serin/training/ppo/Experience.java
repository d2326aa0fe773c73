package dev.serin.training.ppo;

/**
 * What happened between two updates, step by step: the steps of all environments at one time, then those at the next.
 */
final class Experience {

    private final int environments;
    private final int times;
    final float[][] seen;
    final float[][] masks;
    final int[] actions;
    final float[] logProbabilities;
    final float[] values;
    final float[] rewards;
    final boolean[] lasts;
    final float[] advantages;
    final float[] returns;

    /** @param width of an observation and the critic's privileged numbers together */
    Experience(Hyperparameters hyper, int width, int actionCount) {
        this.environments = hyper.environments();
        this.times = hyper.stepsPerUpdate();
        int size = hyper.batch();
        this.seen = new float[size][width];
        this.masks = new float[size][actionCount];
        this.actions = new int[size];
        this.logProbabilities = new float[size];
        this.values = new float[size];
        this.rewards = new float[size];
        this.lasts = new boolean[size];
        this.advantages = new float[size];
        this.returns = new float[size];
    }

    int size() {
        return actions.length;
    }

    /**
     * Generalised advantage estimates and the returns that the critic learns.
     *
     * @param next the critic's values of where each environment stands now
     */
    void estimateAdvantages(float[] next, double gamma, double lambda) {
        for (int e = 0; e < environments; e++) {
            double nextValue = next[e];
            double advantage = 0;
            for (int t = times - 1; t >= 0; t--) {
                int i = t * environments + e;
                double goesOn = lasts[i] ? 0 : 1;
                double surprise = rewards[i] + gamma * goesOn * nextValue - values[i];
                advantage = surprise + gamma * lambda * goesOn * advantage;
                advantages[i] = (float) advantage;
                returns[i] = (float) (advantage + values[i]);
                nextValue = values[i];
            }
        }
    }

    /** To mean 0 and deviation 1. */
    void normaliseAdvantages() {
        double sum = 0;
        double squares = 0;
        for (float advantage : advantages) {
            sum += advantage;
            squares += (double) advantage * advantage;
        }
        double mean = sum / size();
        double deviation = Math.sqrt(Math.max(0, squares / size() - mean * mean)) + 1e-8;
        for (int i = 0; i < size(); i++) {
            advantages[i] = (float) ((advantages[i] - mean) / deviation);
        }
    }
}

package dev.serin.training.ppo;

import java.util.SplittableRandom;

import dev.serin.simulation.environment.Environment;

/**
 * A sequential test as an environment: each hold shows one more noisy number, around +0.5 for a good release and -0.5 for
 * a bad one. Promoting a good one or rolling back a bad one brings 1, the other way round costs 1, a hold costs 0.02.
 * Its best policy is known: two thresholds for the sum (Wald 1945). Promoting is masked before the first number; after
 * 40 holds the time is over.
 */
public final class NoisyRelease implements Environment {

    public static final int HOLD = 0;
    public static final int PROMOTE = 1;
    public static final int ROLLBACK = 2;

    private static final double SHIFT = 0.5;
    private static final double HOLD_COST = 0.02;
    private static final int HOLDS_MAX = 40;

    private final float[] observation = new float[2];
    private final float[] mask = new float[3];
    private final float[] privileged = new float[1];
    private SplittableRandom random;
    private boolean good;
    private double sum;
    private int holds;

    @Override
    public int observationSize() {
        return observation.length;
    }

    @Override
    public int actions() {
        return mask.length;
    }

    @Override
    public int privilegedSize() {
        return privileged.length;
    }

    @Override
    public Step reset(long seed) {
        random = new SplittableRandom(seed);
        good = random.nextBoolean();
        sum = 0;
        holds = 0;
        return step(0, false);
    }

    @Override
    public Step step(int action) {
        if (mask[action] == 0) {
            throw new IllegalStateException("masked");
        }
        if (action == HOLD) {
            sum += (good ? SHIFT : -SHIFT) + random.nextGaussian();
            holds++;
            return step(-HOLD_COST, false);
        }
        return step(good == (action == PROMOTE) ? 1 : -1, true);
    }

    private Step step(double reward, boolean ended) {
        observation[0] = (float) (sum / 3);
        observation[1] = holds / 10f;
        mask[HOLD] = 1;
        mask[PROMOTE] = holds > 0 ? 1 : 0;
        mask[ROLLBACK] = 1;
        privileged[0] = good ? 1 : 0;
        return new Step(observation, mask, privileged, reward, ended, !ended && holds >= HOLDS_MAX);
    }

    /** The rule that promotes and rolls back where the sum passes plus and minus a threshold. */
    static int byThreshold(Step step, double threshold) {
        double sum = step.observation()[0] * 3;
        return Math.abs(sum) < threshold ? HOLD : sum > 0 ? PROMOTE : ROLLBACK;
    }
}

package dev.serin.training.ppo;

import java.util.List;
import java.util.Map;

import dev.serin.canary.InvalidField;

/**
 * What PPO is told.
 *
 * @param steps of the environment in total; the learning rate and the entropy's share reach their ends there
 * @param environments played side by side
 * @param stepsPerUpdate in each environment between two updates of the networks
 * @param epochs how often an update looks at each step
 * @param minibatch steps per step of Adam; divides environments times stepsPerUpdate
 * @param learningRate of Adam, at the start; falls linearly to 0
 * @param adamEpsilon of Adam
 * @param gamma discount per step, whatever its length in time
 * @param lambda of the generalised advantage estimate (Schulman et al. 2016, arXiv:1506.02438)
 * @param clip how far the new policy's probability of an action may go from the old one's and still gain by it
 * @param entropyStart share of the entropy in the loss, at the start: it keeps the policy trying
 * @param entropyEnd the same at the end; linear between
 * @param actorNormMax greatest norm of the actor's gradient
 * @param criticNormMax greatest norm of the critic's gradient
 * @param actorWidths of the actor's hidden layers
 * @param criticWidths of the critic's hidden layers
 * @param lastLayerScale of the actor's last layer's weights at the start, so that it has no preferences yet
 * @param initialBiases of the actor's outputs, one for each action, or none for 0: an action that ends the episode
 *        should be rare at first
 */
public record Hyperparameters(long steps, int environments, int stepsPerUpdate, int epochs, int minibatch,
        double learningRate, double adamEpsilon, double gamma, double lambda, double clip, double entropyStart,
        double entropyEnd, double actorNormMax, double criticNormMax, List<Integer> actorWidths,
        List<Integer> criticWidths, double lastLayerScale, List<Double> initialBiases) {

    /**
     * For {@code RolloutEnvironment}, whose steps are mostly 10 s: so the discount, lambda and the rollout reach far, and
     * the entropy's share is small, being paid at every step. Going up by a point or five and rolling back are rare at
     * first: a policy that rolls back early never sees what a promotion brings.
     */
    public static final Hyperparameters DEFAULT = new Hyperparameters(30_000_000, 256, 64, 2, 2048, 7e-4, 1e-5, 0.9995, 0.98,
            0.2, 0.004, 0.0002, 0.5, 1.0, List.of(128, 128), List.of(64, 64), 0.05,
            List.of(0.0, -1.0, -1.0, 0.0, 0.0, 0.0, -5.0));

    /** @throws InvalidField when a number is out of its range */
    public Hyperparameters {
        actorWidths = List.copyOf(actorWidths);
        criticWidths = List.copyOf(criticWidths);
        initialBiases = List.copyOf(initialBiases);
        require(steps > 0, "steps", "use 1 or more");
        require(environments > 0 && stepsPerUpdate > 0, "environments or stepsPerUpdate", "use 1 or more");
        require(epochs > 0, "epochs", "use 1 or more");
        require(minibatch > 0 && (long) environments * stepsPerUpdate % minibatch == 0, "minibatch",
                "use a divisor of environments times stepsPerUpdate");
        require(learningRate > 0 && adamEpsilon > 0, "learningRate or adamEpsilon", "use more than 0");
        require(within(gamma) && within(lambda), "gamma or lambda", "use 0 to 1");
        require(clip > 0 && clip < 1, "clip", "use more than 0 and less than 1");
        require(entropyStart >= 0 && entropyEnd >= 0, "entropyStart or entropyEnd", "use 0 or more");
        require(actorNormMax > 0 && criticNormMax > 0, "actorNormMax or criticNormMax", "use more than 0");
        require(positive(actorWidths) && positive(criticWidths), "actorWidths or criticWidths", "use widths of 1 or more");
    }

    private static void require(boolean holds, String field, String remedy) {
        if (!holds) {
            throw new InvalidField(field, "is out of range", remedy);
        }
    }

    private static boolean within(double share) {
        return share >= 0 && share <= 1;
    }

    private static boolean positive(List<Integer> widths) {
        return widths.stream().allMatch(width -> width > 0);
    }

    /**
     * These with some changed, by the names above.
     *
     * @throws InvalidField naming what is not understood
     */
    public Hyperparameters with(Map<String, ?> changes) {
        return RecordChanges.apply("hyperparameters", this, changes);
    }

    /** Of the environment between two updates. */
    public int batch() {
        return environments * stepsPerUpdate;
    }

    int updates() {
        return (int) ((steps + batch() - 1) / batch());
    }

    /** {@link #steps}, up to a whole number of updates. */
    public long stepsInAll() {
        return (long) updates() * batch();
    }

    /** @param past share of the training that is over, 0..1 */
    double learningRateAt(double past) {
        return learningRate * (1 - past);
    }

    /** @param past share of the training that is over, 0..1 */
    double entropyAt(double past) {
        return entropyStart + past * (entropyEnd - entropyStart);
    }
}

package dev.serin.training.ppo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.Environment;

/**
 * Proximal policy optimisation with masked actions and an asymmetric critic: while it learns, the critic also sees what
 * the environment calls privileged. One thread; the same seed and hyperparameters give the same networks, bit for bit,
 * also when the training was written down and read again between two updates: each update has random numbers of its own.
 */
public final class Ppo {

    /** Far from the seeds of benchmarks, which count from 0, of tuning and of validation. */
    private static final long FIRST_EPISODE = 1L << 50;
    private static final long EPISODES_PER_SEED = 1L << 32;
    private static final long SEED_MAX = 99_999;

    private final Hyperparameters hyper;
    private final long seed;
    private final Rollouts rollouts;
    private final Experience experience;
    private final Network actor;
    private final Network critic;
    private final Adam actorAdam;
    private final Adam criticAdam;
    private final float[] probabilities;
    private final double[] logs;
    private final float[][] actorGradients;
    private final float[][] criticGradients = new float[Network.BLOCK][1];
    private int updates;

    /**
     * @param environments makes as many environments as the hyperparameters ask for
     * @param seed 0..99999, of everything that happens by chance
     * @throws InvalidField when the hyperparameters do not fit the environment, or the seed is out of its range
     */
    public Ppo(Supplier<Environment> environments, Hyperparameters hyper, long seed) {
        if (seed < 0 || seed > SEED_MAX) {
            throw new InvalidField("seed", "is out of range", "use 0 to " + SEED_MAX);
        }
        this.hyper = hyper;
        this.seed = seed;
        Environment any = environments.get();
        int seen = any.observationSize() + any.privilegedSize();
        this.rollouts = new Rollouts(environments, hyper, FIRST_EPISODE + seed * EPISODES_PER_SEED);
        this.experience = new Experience(hyper, seen, any.actions());
        RandomGenerator random = random(0);
        this.actor = Network.initial(widths(any.observationSize(), hyper.actorWidths(), any.actions()),
                hyper.lastLayerScale(), random);
        this.critic = Network.initial(widths(seen, hyper.criticWidths(), 1), 1, random);
        this.actorAdam = new Adam(actor, hyper.adamEpsilon(), hyper.actorNormMax());
        this.criticAdam = new Adam(critic, hyper.adamEpsilon(), hyper.criticNormMax());
        this.probabilities = new float[any.actions()];
        this.logs = new double[any.actions()];
        this.actorGradients = new float[Network.BLOCK][any.actions()];
        prefer(hyper.initialBiases());
        rollouts.start();
    }

    private static List<Integer> widths(int first, List<Integer> hidden, int last) {
        return Stream.of(Stream.of(first), hidden.stream(), Stream.of(last)).flatMap(each -> each).toList();
    }

    private void prefer(List<Double> biases) {
        float[] last = actor.lastBiases();
        if (!biases.isEmpty() && biases.size() != last.length) {
            throw new InvalidField("initialBiases", "do not fit the actions", "give " + last.length + " or none");
        }
        IntStream.range(0, biases.size()).forEach(a -> last[a] = biases.get(a).floatValue());
    }

    private RandomGenerator random(int update) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed << 32 | update);
    }

    /** A copy of what was learnt until now. */
    public Network network() {
        return actor.copy();
    }

    /** Steps of the environments until now. */
    public long steps() {
        return (long) updates * hyper.batch();
    }

    public boolean isDone() {
        return updates >= hyper.updates();
    }

    /**
     * Plays with the present policy, then improves it by what happened.
     *
     * @throws IllegalStateException when the training is done
     */
    public Update update() {
        if (isDone()) {
            throw new IllegalStateException("The training is done");
        }
        double past = updates / (double) hyper.updates();
        updates++;
        RandomGenerator random = random(updates);
        Rollouts.Played played = rollouts.play(actor, critic, experience, random);
        experience.normaliseAdvantages();
        Learnt learnt = new Learnt();
        for (int epoch = 0; epoch < hyper.epochs(); epoch++) {
            learnFromAll(past, random, learnt);
        }
        return learnt.report(steps(), played);
    }

    /** One pass over the experience in a new order. */
    private void learnFromAll(double past, RandomGenerator random, Learnt learnt) {
        int[] order = shuffled(experience.size(), random);
        for (int from = 0; from < order.length; from += hyper.minibatch()) {
            for (int b = from; b < from + hyper.minibatch(); b += Network.BLOCK) {
                int rows = Math.min(Network.BLOCK, from + hyper.minibatch() - b);
                addGradients(order, b, rows, hyper.entropyAt(past), learnt);
            }
            actorAdam.step(hyper.learningRateAt(past));
            criticAdam.step(hyper.learningRateAt(past));
        }
    }

    private void addGradients(int[] order, int from, int rows, double entropyShare, Learnt learnt) {
        float[][] seen = new float[rows][];
        for (int b = 0; b < rows; b++) {
            seen[b] = experience.seen[order[from + b]];
        }
        float[][] logits = actor.forward(seen, rows);
        float[][] values = critic.forward(seen, rows);
        for (int b = 0; b < rows; b++) {
            addGradients(order[from + b], b, logits[b], values[b][0], entropyShare, learnt);
        }
        actor.backward(seen, actorGradients, rows);
        critic.backward(seen, criticGradients, rows);
    }

    private void addGradients(int i, int b, float[] logits, float value, double entropyShare, Learnt learnt) {
        double share = 1.0 / hyper.minibatch();
        MaskedSoftmax.of(logits, experience.masks[i], probabilities);
        Losses.logs(probabilities, logs);
        double ratio = Losses.policy(probabilities, logs, experience.actions[i], experience.logProbabilities[i],
                experience.advantages[i], hyper.clip(), entropyShare, share, actorGradients[b]);
        criticGradients[b][0] = Losses.value(value, experience.returns[i], share);
        learnt.add(ratio, hyper.clip(), Losses.entropy(probabilities, logs), value - experience.returns[i]);
    }

    /** Fisher and Yates. */
    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    /** All that is needed to go on after this update as if nothing had happened. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(updates);
        actorAdam.write(out);
        criticAdam.write(out);
        rollouts.write(out);
    }

    /** What {@link #write} wrote, by a training with the same environments, hyperparameters and seed. */
    public void read(DataInput in) throws IOException {
        updates = in.readInt();
        actorAdam.read(in);
        criticAdam.read(in);
        rollouts.read(in);
    }
}

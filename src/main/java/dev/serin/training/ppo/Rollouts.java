package dev.serin.training.ppo;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.serin.simulation.environment.Environment;

/** Plays many environments side by side with the present policy, one after the other in one thread. */
final class Rollouts {

    private final List<Episode> episodes;
    private final Hyperparameters hyper;
    private final long firstSeed;
    private final int observationSize;
    private final float[][] now;
    private final float[] probabilities;
    private final float[] nextValues;
    private long started;
    private int ended;
    private double endedRewards;
    private long endedLengths;

    /** @param firstSeed of the first episode; the following ones count on */
    Rollouts(Supplier<Environment> environments, Hyperparameters hyper, long firstSeed) {
        List<Environment> all = IntStream.range(0, hyper.environments()).mapToObj(i -> environments.get()).toList();
        Environment any = all.get(0);
        this.episodes = all.stream().map(Episode::new).toList();
        this.hyper = hyper;
        this.firstSeed = firstSeed;
        this.observationSize = any.observationSize();
        this.now = new float[hyper.environments()][observationSize + any.privilegedSize()];
        this.probabilities = new float[any.actions()];
        this.nextValues = new float[hyper.environments()];
    }

    void start() {
        episodes.forEach(this::startNext);
    }

    private void startNext(Episode episode) {
        episode.start(firstSeed + started++);
    }

    /** Fills the experience, advantages included. */
    Played play(Network actor, Network critic, Experience into, RandomGenerator random) {
        ended = 0;
        endedRewards = 0;
        endedLengths = 0;
        for (int t = 0; t < hyper.stepsPerUpdate(); t++) {
            for (int from = 0; from < episodes.size(); from += Network.BLOCK) {
                playBlock(actor, critic, into, t, from, random);
            }
        }
        valueNow(critic);
        into.estimateAdvantages(nextValues, hyper.gamma(), hyper.lambda());
        return new Played(ended, endedRewards / ended, endedLengths / (double) ended);
    }

    /** @param meanReward per episode that ended, and meanLength in steps; NaN when none did */
    record Played(int ended, double meanReward, double meanLength) {
    }

    private void playBlock(Network actor, Network critic, Experience into, int time, int from, RandomGenerator random) {
        int rows = Math.min(Network.BLOCK, episodes.size() - from);
        float[][] seen = new float[rows][];
        for (int b = 0; b < rows; b++) {
            seen[b] = into.seen[time * episodes.size() + from + b];
            look(episodes.get(from + b).step(), seen[b]);
        }
        float[][] logits = actor.forward(seen, rows);
        float[][] values = critic.forward(seen, rows);
        for (int b = 0; b < rows; b++) {
            int i = time * episodes.size() + from + b;
            into.values[i] = values[b][0];
        }
        for (int b = 0; b < rows; b++) {
            act(episodes.get(from + b), logits[b], critic, into, time * episodes.size() + from + b, random);
        }
    }

    private void look(Environment.Step step, float[] into) {
        System.arraycopy(step.observation(), 0, into, 0, observationSize);
        System.arraycopy(step.privileged(), 0, into, observationSize, into.length - observationSize);
    }

    private void act(Episode episode, float[] logits, Network critic, Experience into, int i, RandomGenerator random) {
        System.arraycopy(episode.step().mask(), 0, into.masks[i], 0, probabilities.length);
        MaskedSoftmax.of(logits, into.masks[i], probabilities);
        int action = MaskedSoftmax.sample(probabilities, random.nextDouble());
        Environment.Step step = episode.act(action);
        into.actions[i] = action;
        into.logProbabilities[i] = (float) StrictMath.log(probabilities[action]);
        into.rewards[i] = (float) (step.reward() + (step.truncated() ? hyper.gamma() * value(critic, step) : 0));
        into.lasts[i] = step.isLast();
        if (step.isLast()) {
            end(episode);
        }
    }

    /** What would have come after a truncated episode, which has no end of its own. */
    private double value(Network critic, Environment.Step step) {
        float[] seen = new float[now[0].length];
        look(step, seen);
        return critic.outputs(seen)[0];
    }

    private void end(Episode episode) {
        ended++;
        endedRewards += episode.totalReward();
        endedLengths += episode.length();
        startNext(episode);
    }

    private void valueNow(Network critic) {
        float[][] block = new float[Network.BLOCK][];
        for (int from = 0; from < episodes.size(); from += Network.BLOCK) {
            int rows = Math.min(Network.BLOCK, episodes.size() - from);
            for (int b = 0; b < rows; b++) {
                look(episodes.get(from + b).step(), now[from + b]);
                block[b] = now[from + b];
            }
            float[][] values = critic.forward(block, rows);
            for (int b = 0; b < rows; b++) {
                nextValues[from + b] = values[b][0];
            }
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(started);
        for (Episode episode : episodes) {
            episode.write(out);
        }
    }

    void read(DataInput in) throws IOException {
        started = in.readLong();
        for (Episode episode : episodes) {
            episode.read(in);
        }
    }
}

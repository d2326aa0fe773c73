package dev.serin.training.ppo;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

import dev.serin.simulation.environment.Environment;

/**
 * An environment and the episode that runs in it. Its seed and its actions say all about it, so that is how it is written
 * down: reading it plays it again.
 */
final class Episode {

    private final Environment environment;
    private final ByteArrayOutputStream actions = new ByteArrayOutputStream();
    private long seed;
    private double reward;
    private Environment.Step step;

    Episode(Environment environment) {
        this.environment = environment;
    }

    void start(long newSeed) {
        seed = newSeed;
        actions.reset();
        reward = 0;
        step = environment.reset(newSeed);
    }

    Environment.Step act(int action) {
        actions.write(action);
        step = environment.step(action);
        reward += step.reward();
        return step;
    }

    Environment.Step step() {
        return step;
    }

    int length() {
        return actions.size();
    }

    /** The sum of the rewards until now, not discounted. */
    double totalReward() {
        return reward;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(seed);
        out.writeInt(actions.size());
        out.write(actions.toByteArray());
    }

    void read(DataInput in) throws IOException {
        long writtenSeed = in.readLong();
        byte[] written = new byte[in.readInt()];
        in.readFully(written);
        start(writtenSeed);
        for (byte action : written) {
            act(action);
        }
    }
}

package dev.serin.training.ppo;

import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import dev.serin.simulation.environment.Environment;

/**
 * How well a policy does on fixed episodes.
 *
 * @param meanReward mean of the episodes' sums of rewards, not discounted
 * @param standardError of that mean
 * @param meanLength steps per episode
 */
public record Evaluation(int episodes, double meanReward, double standardError, double meanLength) {

    /** The most probable action each time, as in production. */
    public static Evaluation greedy(Network network, Environment environment, long firstSeed, int episodes) {
        return of(step -> network.greedy(step.observation(), step.mask()), environment, firstSeed, episodes, () -> {
        });
    }

    /** By chance, as in training; the same each time. */
    public static Evaluation sampled(Network network, Environment environment, long firstSeed, int episodes) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(firstSeed);
        return of(step -> network.sample(step.observation(), step.mask(), random), environment, firstSeed, episodes, () -> {
        });
    }

    /**
     * @param choice of an action
     * @param firstSeed of the first episode; the following ones count on
     * @param atEnd is called at each episode's end, before the next one starts
     */
    public static Evaluation of(ToIntFunction<Environment.Step> choice, Environment environment, long firstSeed, int episodes,
            Runnable atEnd) {
        double sum = 0;
        double squares = 0;
        long steps = 0;
        for (int n = 0; n < episodes; n++) {
            double reward = 0;
            for (Environment.Step step = environment.reset(firstSeed + n); !step.isLast(); steps++) {
                step = environment.step(choice.applyAsInt(step));
                reward += step.reward();
            }
            atEnd.run();
            sum += reward;
            squares += reward * reward;
        }
        double mean = sum / episodes;
        double variance = Math.max(0, squares / episodes - mean * mean);
        return new Evaluation(episodes, mean, Math.sqrt(variance / episodes), steps / (double) episodes);
    }
}

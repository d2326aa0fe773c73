package dev.serin.simulation.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

import dev.serin.policy.ModelAction;

/** One episode as it was played: copies of everything, as an environment may use its arrays again. */
record Episode(List<float[]> observations, List<float[]> masks, List<Double> rewards, boolean terminated, boolean truncated) {

    private static final int STEPS_MAX = 5_000;

    static final ToIntFunction<Environment.Step> HOLD = step -> ModelAction.HOLD.ordinal();

    /** The largest step that is allowed, and the promotion as soon as it is. */
    static final ToIntFunction<Environment.Step> ONWARDS = step -> {
        for (ModelAction action : List.of(ModelAction.PROMOTE, ModelAction.ADVANCE_30, ModelAction.ADVANCE_10,
                ModelAction.ADVANCE_5, ModelAction.ADVANCE_1)) {
            if (step.mask()[action.ordinal()] == 1) {
                return action.ordinal();
            }
        }
        return ModelAction.HOLD.ordinal();
    };

    /** Numbers of their own, so that what is charged can be told apart. */
    private static final RewardSettings REWARDS = new RewardSettings(0.006, 0.012, 0.5, 10 / 60.0, 2 / 60.0, 0.5, 1,
            4, 0.01,
            0.5, 1);

    static RolloutEnvironment environment(Scenario scenario) {
        return new RolloutEnvironment(seed -> new SyntheticService(scenario, seed), REWARDS);
    }

    static Episode play(Environment environment, long seed, ToIntFunction<Environment.Step> policy) {
        Episode episode = new Episode(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false, false);
        Environment.Step step = environment.reset(seed);
        episode.add(step);
        for (int i = 0; i < STEPS_MAX && !step.isLast(); i++) {
            step = environment.step(policy.applyAsInt(step));
            episode.add(step);
        }
        return new Episode(episode.observations, episode.masks, episode.rewards, step.terminated(), step.truncated());
    }

    private void add(Environment.Step step) {
        observations.add(step.observation().clone());
        masks.add(step.mask().clone());
        rewards.add(step.reward());
    }

    double lastReward() {
        return rewards.get(rewards.size() - 1);
    }

    double totalReward() {
        return rewards.stream().mapToDouble(Double::doubleValue).sum();
    }
}

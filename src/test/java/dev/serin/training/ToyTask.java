package dev.serin.training;

import java.util.List;
import java.util.Map;

import dev.serin.training.ppo.Evaluation;
import dev.serin.training.ppo.Hyperparameters;
import dev.serin.training.ppo.NoisyRelease;

/** A sequential test that is learnt in seconds. */
final class ToyTask {

    static final Hyperparameters HYPERPARAMETERS = Hyperparameters.DEFAULT.with(Map.of("steps", 8 * 16 * 30, "environments", 8,
            "stepsPerUpdate", 16, "minibatch", 64, "actorWidths", List.of(8), "criticWidths", List.of(8), "initialBiases",
            List.of()));

    private ToyTask() {
    }

    static Task task() {
        return new Task(NoisyRelease::new, network -> {
            Evaluation evaluation = Evaluation.greedy(network, new NoisyRelease(), 1L << 42, 200);
            return new Score(evaluation, Map.of("episodes", 200.0));
        }, "a noisy release", Map.of("serin.actions", "hold,promote,rollback"), model -> List.of());
    }
}

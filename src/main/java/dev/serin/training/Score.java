package dev.serin.training;

import java.util.Map;

import dev.serin.training.ppo.Evaluation;

/**
 * What a network reached on the validation episodes, with the most probable action each time.
 *
 * @param evaluation its mean reward: what the best of several is chosen by
 * @param figures in the words of their keys, for people
 */
record Score(Evaluation evaluation, Map<String, Double> figures) {
}

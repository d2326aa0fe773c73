package dev.serin.training;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.serin.simulation.environment.Environment;
import dev.serin.training.ppo.Network;
import dev.serin.training.report.Section;

/**
 * What is to be learnt.
 *
 * @param environments to learn in
 * @param validation scores a network on episodes that it has not learnt from
 * @param configuration everything that decides what is learnt, apart from hyperparameters and seed
 * @param metadata that a model needs so that Serin can use it
 * @param report what the page of the training tells of a finished model, apart from how it was learnt; may be nothing
 */
record Task(Supplier<Environment> environments, Function<Network, Score> validation, String configuration,
        Map<String, String> metadata, Function<byte[], List<Section>> report) {
}

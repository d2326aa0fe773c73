package dev.serin.training.benchmark;

import java.util.function.LongFunction;

import dev.serin.simulation.environment.ReleasedService;

/**
 * Releases to compare policies on.
 *
 * @param firstSeed of the first release; the following ones count on
 * @param episodes how many are played
 * @param releases the release for each seed
 */
public record BenchmarkSet(String name, long firstSeed, int episodes, LongFunction<? extends ReleasedService> releases) {
}

package dev.serin.training.benchmark;

import java.util.function.LongFunction;

import dev.serin.simulation.environment.ReleasedService;

/**
 * Releases to compare policies on.
 *
 * @param episodes how many are played
 * @param releases the release for each seed, from 0 on
 */
public record BenchmarkSet(String name, int episodes, LongFunction<? extends ReleasedService> releases) {
}

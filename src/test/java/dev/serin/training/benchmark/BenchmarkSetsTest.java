package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;

class BenchmarkSetsTest {

    private static final Map<String, ScenarioSet> SCENARIOS = ScenarioFile.shipped("benchmark");
    private static final List<BenchmarkSet> SETS = BenchmarkSets.ofScenarios(SCENARIOS, 20_000);

    /** As docs/benchmark/README.md promises. */
    @Test
    void noSetTouchesTheSeedsOfAnythingElse() {
        assertTrue(SETS.stream().allMatch(set -> set.firstSeed() == 3L << 40 && set.episodes() <= 1L << 40));
    }

    @Test
    void setsWhoseSharesAreGoalsGetAllTheEpisodes() {
        assertEquals(List.of("mixed", "changed-noise"),
                SETS.stream().filter(set -> set.episodes() == 20_000).map(BenchmarkSet::name).toList());
        assertTrue(SETS.stream().allMatch(set -> set.episodes() >= 2_000));
    }

    @Test
    void everySetOfTheFileIsPlayed() {
        assertEquals(List.copyOf(SCENARIOS.keySet()), SETS.stream().map(BenchmarkSet::name).toList());
    }
}

package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.simulation.environment.ScenarioSet.Effect;
import dev.serin.training.traces.TraceReleases;

/** What is played, and how many releases of it. */
final class BenchmarkSets {

    /** Those whose shares are goals get all the episodes, the others a tenth. */
    private static final Set<String> FULL = Set.of("mixed", "changed-noise");
    private static final int OTHERS = 10;

    /** As in the mixed set. */
    private static final double BAD_SHARE = 0.4;
    /** The set that the goals speak of first. */
    static final String MIXED = "mixed";

    /** The recorded services have 0.2 to 4 requests per second; this is what a busy service of their kind would have. */
    private static final double BUSY = 100;

    /** Far from the seeds of training, of its validation and of the rivals' tuning, by hand (from 0) or not. */
    private static final long FIRST_SEED = 3L << 40;

    private BenchmarkSets() {
    }

    /** In the order of the scenario file. */
    static List<BenchmarkSet> ofScenarios(Map<String, ScenarioSet> scenarios, int episodes) {
        return scenarios.entrySet().stream().map(set -> new BenchmarkSet(set.getKey(), FIRST_SEED,
                FULL.contains(set.getKey()) ? episodes : Math.max(1, episodes / OTHERS), set.getValue()::draw)).toList();
    }

    /**
     * Recorded services, with the mixed set's faults and without any; with their own traffic and with a hundred times as much.
     */
    static List<BenchmarkSet> ofTraces(TraceReleases traces, Map<String, ScenarioSet> scenarios, int episodes) {
        List<Effect> effects = scenarios.get(MIXED).effects();
        int each = Math.max(1, episodes / OTHERS);
        List<BenchmarkSet> sets = new ArrayList<>();
        for (double scale : new double[] { 1, BUSY }) {
            String name = scale == 1 ? "petshop" : "petshop-busy";
            sets.add(new BenchmarkSet(name, FIRST_SEED, each, seed -> traces.draw(seed, BAD_SHARE, effects, scale)));
            sets.add(new BenchmarkSet(name + "-a-a", FIRST_SEED, each, seed -> traces.draw(seed, 0, effects, scale)));
        }
        return sets;
    }
}

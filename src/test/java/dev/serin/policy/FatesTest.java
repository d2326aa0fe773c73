package dev.serin.policy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;

/** Whole releases of each fate under the sequential test, with seeds fixed: the shares are exact, the floors leave room for chance. */
class FatesTest {

    private static final int RELEASES = 1000;
    private static final Map<Fate, Result> RESULTS = new EnumMap<>(Fate.class);

    private record Result(double promoted, double rolledBack, double minutes) {
    }

    @BeforeAll
    static void runAll() {
        Policy policy = new SequentialTestPolicy(SequentialTestSettings.DEFAULT);
        System.out.printf("%-32s %9s %12s %8s%n", "fate", "promoted", "rolled back", "minutes");
        Arrays.stream(Fate.values()).forEach(fate -> RESULTS.put(fate, run(policy, fate)));
    }

    private static Result run(Policy policy, Fate fate) {
        List<ReleaseSimulation.Outcome> outcomes = LongStream.range(0, RELEASES)
                .mapToObj(seed -> new ReleaseSimulation(fate, 1_000_003 * seed + fate.ordinal()).run(policy)).toList();
        Result result = new Result(share(outcomes, Action.PROMOTE), share(outcomes, Action.ROLLBACK),
                outcomes.stream().mapToInt(ReleaseSimulation.Outcome::minutes).average().orElseThrow());
        System.out.printf("%-32s %8.1f%% %11.1f%% %8.1f%n", fate, 100 * result.promoted(), 100 * result.rolledBack(),
                result.minutes());
        return result;
    }

    private static double share(List<ReleaseSimulation.Outcome> outcomes, Action end) {
        return outcomes.stream().filter(outcome -> outcome.end() == end).count() / (double) outcomes.size();
    }

    @Test
    void fineReleasesArePromoted() {
        assertTrue(RESULTS.get(Fate.FINE).promoted() >= 0.95, () -> RESULTS.get(Fate.FINE).toString());
    }
}

package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;

class RivalsTest {

    private static final ScenarioSet MIXED = ScenarioFile.shipped("benchmark").get("mixed");

    @Test
    void namesAreUnique() {
        List<String> names = Rivals.all().stream().map(Rival::name).toList();
        assertEquals(names.size(), names.stream().distinct().count());
        assertEquals(17, names.size());
    }

    @Test
    void everyRivalEndsEveryReleaseInTimeAndTheSameWayEachTime() {
        for (Rival rival : Rivals.all()) {
            for (long seed = 0; seed < 20; seed++) {
                Played played = play(rival, seed);
                assertTrue(played.minutes() <= 91, rival.name() + " took " + played.minutes());
                assertEquals(played, play(rival, seed));
            }
        }
    }

    @Test
    void tuningFoundSomethingBetterThanItsStart() {
        TuneRivals tuning = new TuneRivals(MIXED, 300);
        for (Tuned rival : Tuned.values()) {
            double start = tuning.utility(rival.with(rival.start()), 0);
            double frozen = tuning.utility(rival.frozen(), 0);
            assertTrue(frozen > start, rival.rivalName() + " is worth " + frozen + ", at the start " + start);
        }
    }

    @Test
    void nobodyBeatsTheOracle() {
        TuneRivals tuning = new TuneRivals(MIXED, 300);
        double oracle = tuning.utility(new Oracle(), 0);
        Rivals.all().forEach(rival -> assertTrue(tuning.utility(rival, 0) <= oracle, rival.name()));
    }

    /** The mixed set is the one of the known figures only if Flagger and Kayenta land where they did there. */
    @Test
    void knownRivalsLandWhereTheyAreKnownToLand() {
        assertShares(FlaggerThresholds.byDefault(), 0.890, 0.363);
        assertShares(KayentaJudge.inSteps(), 0.848, 0.631);
    }

    private static void assertShares(Rival rival, double goodPromoted, double badCaught) {
        List<Played> played = LongStream.range(0, 1500).mapToObj(seed -> play(rival, seed)).toList();
        assertEquals(goodPromoted, share(played.stream().filter(one -> !one.truth().bad()).toList(), true), 0.05);
        assertEquals(badCaught, share(played.stream().filter(one -> one.truth().bad()).toList(), false), 0.08);
    }

    private static double share(List<Played> played, boolean promoted) {
        return played.stream().filter(one -> one.promoted() == promoted).count() / (double) played.size();
    }

    private static Played play(Rival rival, long seed) {
        return Playing.play(rival, MIXED.draw(seed), new SplittableRandom(seed));
    }
}

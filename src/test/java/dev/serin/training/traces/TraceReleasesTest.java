package dev.serin.training.traces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet.Effect;

class TraceReleasesTest {

    private static final List<Effect> EFFECTS = ScenarioFile.shipped("benchmark").get("mixed").effects();

    private static ServiceTrace trace(String load, String service, int rows, double errorShare) {
        return trace(load, service, rows, 300, errorShare);
    }

    private static ServiceTrace trace(String load, String service, int rows, double requests, double errorShare) {
        TraceRow row = new TraceRow(requests, errorShare, new LatencyQuantiles(50, 100, 150, 400));
        return new ServiceTrace(load, service, Collections.nCopies(rows, Optional.of(row)));
    }

    /** Names that are kept for test. */
    private static List<String> names(int count) {
        return IntStream.iterate(0, i -> i + 1).mapToObj(i -> "service-" + i)
                .filter(name -> trace("a", name, 1, 0).isForTest()).limit(count).toList();
    }

    @Test
    void aServiceIsKeptForTestWholeWhateverItsLoad() {
        for (int i = 0; i < 50; i++) {
            assertEquals(trace("low", "service-" + i, 1, 0).isForTest(), trace("high", "service-" + i, 9, 0).isForTest());
        }
        long kept = IntStream.range(0, 1000).filter(i -> trace("a", "service-" + i, 1, 0).isForTest()).count();
        assertEquals(500, kept, 60);
    }

    @Test
    void servicesWithFewRowsFewRequestsOrHardlyAnyAnswerAreSkippedAndCounted() {
        List<String> names = names(4);
        TraceReleases releases = new TraceReleases(List.of(trace("a", names.get(0), 200, 0.02),
                trace("a", names.get(1), 199, 0), trace("a", names.get(2), 500, 0.5), trace("a", names.get(3), 500, 59, 0)));
        assertEquals(List.of("a/" + names.get(0)), releases.services());
        assertEquals(3, releases.skipped());
    }

    @Test
    void tracesWithoutAServiceForTestAreRefused() {
        assertThrows(InvalidField.class, () -> new TraceReleases(List.of(trace("a", names(1).get(0), 5, 0))));
    }

    @Test
    void anEvenSplitHasOnlyGoodReleases() {
        TraceReleases releases = new TraceReleases(List.of(trace("a", names(1).get(0), 200, 0)));
        assertTrue(LongStream.range(0, 500).noneMatch(seed -> releases.draw(seed, 0, EFFECTS, 1).truth().bad()));
    }

    @Test
    void faultsOfEveryClassAreDrawnWithTheirShareOnEveryService() {
        List<ServiceTrace> traces = new ArrayList<>();
        names(2).forEach(name -> traces.add(trace("a", name, 200, 0)));
        TraceReleases releases = new TraceReleases(traces);
        List<TraceService> drawn = LongStream.range(0, 2000).mapToObj(seed -> releases.draw(seed, 0.4, EFFECTS, 1)).toList();
        assertEquals(800, drawn.stream().filter(release -> release.truth().bad()).count(), 70);
        Set<String> classes = drawn.stream().map(release -> release.truth().effect()).collect(Collectors.toSet());
        assertEquals(EFFECTS.size() + 1, classes.size());
        assertEquals(2, drawn.stream().map(release -> release.facts().name()).distinct().count());
    }

    @Test
    void theServiceDoesNotTellWhetherTheReleaseIsGood() {
        List<ServiceTrace> traces = new ArrayList<>();
        names(2).forEach(name -> traces.add(trace("a", name, 200, 0)));
        TraceReleases releases = new TraceReleases(traces);
        String first = traces.get(0).name();
        for (boolean bad : new boolean[] { true, false }) {
            List<TraceService> alike = LongStream.range(0, 4000).mapToObj(seed -> releases.draw(seed, 0.5, EFFECTS, 1))
                    .filter(release -> release.truth().bad() == bad).toList();
            double share = alike.stream().filter(release -> release.facts().name().equals(first)).count()
                    / (double) alike.size();
            assertEquals(0.5, share, 0.05);
        }
    }
}

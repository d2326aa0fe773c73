package dev.serin.dashboard;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.journal.Entry;
import dev.serin.journal.Samples;
import dev.serin.observation.Observation;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

class ChartsTest {

    private static final VersionReading PRIMARY = Samples.version(1000, 0.01, 80);
    private static final VersionReading GOOD = Samples.version(100, 0.02, 80);
    private static final VersionReading MISSING = VersionReading.missing("the newest sample is 45 s old");

    @Test
    void theWeightClimbsInStepsAndTheApprovalIsAheadOfIt() {
        List<Entry> entries = List.of(advance(0, 5, 20), hold(10, 20), hold(20, 20));

        WeightChart chart = WeightChart.of(entries, new TimeSpan(NOON, NOON.plusSeconds(20)));

        assertEquals("M0.00 95.00 h0.01 H50.00 V80.00 H100.00 V80.00", chart.weight());
        assertEquals("M0.00 80.00 h0.01 H50.00 V80.00 H100.00 V80.00", chart.approved());
    }

    @Test
    void onlyDecisionsThatChangeSomethingAreMarked() {
        List<Entry> entries = List.of(hold(0, 20), rollback(10));

        List<WeightChart.Mark> marks = WeightChart.of(entries, TimeSpan.of(entries)).marks();

        assertEquals(List.of(new WeightChart.Mark("100.00", "80.00", Action.ROLLBACK, "12:00:10 rollback 20 % → 0 %")), marks);
    }

    @Test
    void aSingleEntryIsDrawnAsADot() {
        List<Entry> entries = List.of(hold(0, 20));

        assertEquals("M100.00 80.00 h0.01", WeightChart.of(entries, new TimeSpan(NOON, NOON)).weight());
    }

    @Test
    void aMissingReadingBreaksTheLineAndIsShaded() {
        Panel panel = panel("success", List.of(seen(10, GOOD), seen(20, MISSING), seen(30, MISSING), seen(40, GOOD)));

        assertEquals(2, lines(panel.lines().get(0)), "two lines: " + panel.lines());
        assertEquals(1, panel.gaps().size());
        assertEquals("the newest sample is 45 s old", panel.gaps().get(0).reason());
        assertEquals(1, lines(panel.lines().get(1)), "the primary's line is whole: " + panel.lines());
    }

    @Test
    void theNewestReadingIsSaidInWords() {
        Panel panel = panel("success", List.of(seen(10, GOOD), seen(20, MISSING)));

        assertEquals(List.of("no data", "99.00 %"), panel.lines().stream().map(Panel.Line::now).toList());
        assertEquals("97.00 %", panel("success", List.of(seen(10, Samples.version(100, 0.024, 80)))).bottom());
    }

    @Test
    void withoutTrafficThereIsNoSuccessRate() {
        assertEquals("no data", panel("success", List.of(seen(10, Samples.version(0, 0, 80)))).lines().get(0).now());
    }

    @Test
    void anIntervalThatTwoDecisionsRestOnIsDrawnOnce() {
        Panel panel = panel("success", List.of(seen(10, GOOD), seen(10, GOOD), seen(20, GOOD)));

        assertEquals(1, panel.lines().get(0).path().split("L", -1).length - 1, panel.lines().toString());
    }

    @Test
    void allPanelsHaveTheirDecisionsAtTheSamePlace() {
        List<Entry> entries = List.of(seen(0, GOOD), seen(10, GOOD), seen(20, GOOD));

        List<Panel> panels = Panel.of(entries, TimeSpan.of(entries));

        assertEquals(List.of("success", "latency", "cpu", "reward", "bad"), panels.stream().map(Panel::id).toList());
        panels.stream().filter(panel -> !panel.id().equals("bad"))
                .forEach(panel -> assertTrue(panel.lines().get(0).path().contains("L625.0"), panel.toString()));
    }

    @Test
    void theTableHasTheNewestIntervalFirst() {
        Numbers numbers = Numbers.of(List.of(seen(10, GOOD), seen(20, MISSING)));

        assertEquals(List.of("12:00:18", "12:00:08"), numbers.rows().stream().map(Numbers.Row::time).toList());
        assertEquals(List.of("no data", "99.00 %"), numbers.rows().get(0).cells().subList(0, 2));
        assertEquals(numbers.columns().size(), numbers.rows().get(0).cells().size());
    }

    private static Panel panel(String id, List<Entry> entries) {
        return Panel.of(entries, TimeSpan.of(entries)).stream().filter(panel -> panel.id().equals(id)).findFirst()
                .orElseThrow();
    }

    private static int lines(Panel.Line line) {
        return line.path().split("M", -1).length - 1;
    }

    private static Entry hold(int second, int weight) {
        return entry(second, weight, Samples.hold(Samples.id(second), PODINFO, weight, "waits"));
    }

    private static Entry rollback(int second) {
        return entry(second, 20, Samples.rollback(Samples.id(second), PODINFO, 20, "worse"));
    }

    private static Entry advance(int second, int from, int to) {
        return entry(second, from, Samples.ruling(Samples.id(second), PODINFO,
                new Decision.Advance(new Weight(from), new Weight(to), "as good"), Proposal.advance(new Weight(to), "as good"),
                List.of()));
    }

    private static Entry entry(int second, int weight, Ruling ruling) {
        Instant time = NOON.plusSeconds(second);
        return new Entry(second, time, Samples.heartbeat(PODINFO), Samples.observation(PODINFO, time, weight), ruling,
                Optional.empty());
    }

    private static Entry seen(int second, VersionReading canary) {
        Instant time = NOON.plusSeconds(second);
        Observation observation = Samples.observation(
                Samples.state(PODINFO, Phase.PROGRESSING, 20, List.of(5, 20, 20)), time, canary, PRIMARY);
        return new Entry(second, time, Samples.heartbeat(PODINFO), observation,
                Samples.hold(Samples.id(second), PODINFO, 20, "waits"), Optional.empty());
    }
}

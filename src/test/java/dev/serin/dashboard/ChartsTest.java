package dev.serin.dashboard;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
        List<Entry> entries = List.of(seen(10, GOOD), seen(20, MISSING), seen(30, MISSING), seen(40, GOOD));

        SignalChart chart = SignalChart.of(Signal.ERRORS, entries, new TimeSpan(NOON, NOON.plusSeconds(40)));

        assertEquals(2, chart.canary().split("M", -1).length - 1, "two lines: " + chart.canary());
        assertEquals(1, chart.gaps().size());
        assertEquals("the newest sample is 45 s old", chart.gaps().get(0).reason());
        assertFalse(chart.primary().lastIndexOf('M') > 0, "the primary's line is whole: " + chart.primary());
    }

    @Test
    void theNewestReadingIsSaidInWords() {
        List<Entry> entries = List.of(seen(10, GOOD), seen(20, MISSING));

        SignalChart errors = SignalChart.of(Signal.ERRORS, entries, TimeSpan.of(entries));
        SignalChart requests = SignalChart.of(Signal.REQUESTS, entries, TimeSpan.of(entries));

        assertEquals("no data", errors.canaryNow());
        assertEquals("1.00 %", errors.primaryNow());
        assertEquals("100 /s", requests.primaryNow());
    }

    @Test
    void withoutTrafficThereIsNoErrorRatio() {
        List<Entry> entries = List.of(seen(10, Samples.version(0, 0, 80)));

        SignalChart errors = SignalChart.of(Signal.ERRORS, entries, TimeSpan.of(entries));
        SignalChart requests = SignalChart.of(Signal.REQUESTS, entries, TimeSpan.of(entries));

        assertEquals("no data", errors.canaryNow());
        assertEquals("0 /s", requests.canaryNow());
    }

    @Test
    void anIntervalThatTwoDecisionsRestOnIsDrawnOnce() {
        List<Entry> entries = List.of(seen(10, GOOD), seen(10, GOOD), seen(20, GOOD));

        SignalChart chart = SignalChart.of(Signal.ERRORS, entries, TimeSpan.of(entries));

        assertEquals(1, chart.canary().split("L", -1).length - 1, chart.canary());
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

package dev.serin.journal;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static dev.serin.journal.Samples.heartbeat;
import static dev.serin.journal.Samples.hold;
import static dev.serin.journal.Samples.id;
import static dev.serin.journal.Samples.observation;
import static dev.serin.journal.Samples.rollback;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.canary.Person;
import dev.serin.canary.Phase;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/** What a journal does, whichever store keeps it. */
abstract class JournalTest {

    private static final int KEPT = 20;
    private static final CanaryRef CHECKOUT = new CanaryRef("prod", "checkout");
    private static final Change COMMITTED = new Change.Committed("1".repeat(40));
    private static final Change FAILED = new Change.Failed("the Git server did not answer in 2 s");

    private OpenedJournal opened;
    private Journal journal;

    /** An empty one. */
    abstract OpenedJournal open(int keep) throws IOException, SQLException;

    @BeforeEach
    void openAnEmptyJournal() throws IOException, SQLException {
        opened = open(KEPT);
        journal = opened.journal();
    }

    @Test
    void anEntryIsReadBackAsItWasWritten() {
        Entry opened = openHold(1, PODINFO);
        journal.close(opened, COMMITTED);

        Entry read = journal.find(id(1)).orElseThrow();

        assertEquals(new Entry(opened.sequence(), NOON, heartbeat(PODINFO), observation(PODINFO, NOON, 20),
                hold(id(1), PODINFO, 20, "at 20 % for 30 s of 60 s"), Optional.of(COMMITTED)), read);
    }

    @Test
    void theNewestEntriesOfACanaryComeFirstAndNoMoreThanAskedFor() {
        IntStream.rangeClosed(1, 5).forEach(number -> openHold(number, PODINFO));
        openHold(6, CHECKOUT);

        assertEquals(List.of(id(5), id(4), id(3)), ids(journal.newest(PODINFO, 3)));
    }

    @Test
    void entriesComeByTheirSequences() {
        Entry first = openHold(1, PODINFO);
        openHold(2, CHECKOUT);
        Entry third = openHold(3, PODINFO);

        assertEquals(List.of(id(1), id(3)), ids(journal.entries(List.of(first.sequence(), third.sequence(), 99L))));
        assertEquals(List.of(), journal.entries(List.of()));
    }

    @Test
    void openEntriesAndRollbacksThatFailedAreUnsettledOldestFirst() {
        Entry failedRollback = openRollback(1);
        openHold(2, PODINFO);
        Entry failedHold = openHold(3, PODINFO);
        Entry committedRollback = openRollback(4);
        journal.close(failedRollback, FAILED);
        journal.close(failedHold, FAILED);
        journal.close(committedRollback, COMMITTED);

        assertEquals(List.of(id(1), id(2)), ids(journal.unsettled()));
    }

    @Test
    void theFirstOutcomeStaysUnlessItWasAFailure() {
        Entry entry = openRollback(1);

        journal.close(entry, FAILED);
        journal.close(entry, COMMITTED);
        journal.close(entry, new Change.Overtaken("somebody else pushed"));

        assertEquals(Optional.of(COMMITTED), journal.find(id(1)).orElseThrow().change());
        assertEquals(List.of(), journal.unsettled());
    }

    /** Another replica may have taken an entry that is being committed for one that was left behind. */
    @Test
    void aCommitIsTheTruthWhateverWasThoughtBefore() {
        Entry entry = openRollback(1);

        journal.close(entry, new Change.Overtaken("Serin stopped before this was committed"));
        journal.close(entry, COMMITTED);
        journal.close(entry, new Change.Unchanged("Git says so already"));

        assertEquals(Optional.of(COMMITTED), journal.find(id(1)).orElseThrow().change());
    }

    @Test
    void aDecisionNobodyMadeIsNotFound() {
        assertEquals(Optional.empty(), journal.find(id(7)));
    }

    @Test
    void secretsOfHooksAndAnnotationsAreNotStored() throws Exception {
        Trigger call = new Trigger.HookCall(HookType.ROLLBACK, PODINFO, Phase.PROGRESSING, Samples.RELEASE,
                Map.of("decision", "advance 5-20 66fd8c7b9b 3f0c9a1d2b4e", "token", "hunter2-in-metadata"));
        Entry stored = journal.open(call, withAnnotation("kubectl.kubernetes.io/last-applied-configuration", "hunter2-in-spec"),
                hold(id(1), PODINFO, 20, "waits"));
        journal.open(new Trigger.HookCall(HookType.EVENT, PODINFO, Phase.PROGRESSING, Samples.RELEASE,
                Map.of("decision", "hunter2-as-decision")), observation(PODINFO, NOON, 20), hold(id(2), PODINFO, 20, "waits"));

        String kept = opened.everything();
        assertTrue(kept.contains(id(1)), "what is kept is not where this test looks for it");
        assertFalse(kept.contains("hunter2"));
        Trigger.HookCall read = (Trigger.HookCall) journal.find(id(1)).orElseThrow().trigger();
        assertEquals("3f0c9a1d2b4e", read.echo().orElseThrow().id());
        assertEquals(Map.of("serin.dev/first-weight", "5"), stored.observation().canary().annotations());
    }

    private static Observation withAnnotation(String key, String value) {
        Observation seen = observation(PODINFO, NOON, 20);
        CanaryState canary = seen.canary();
        return new Observation(seen.time(),
                new CanaryState(canary.ref(), canary.phase(), canary.weight(), 0, canary.interval(), canary.stepWeights(),
                        canary.stamp(), canary.hooks(), canary.workload(), Map.of("serin.dev/first-weight", "5", key, value)),
                seen.release(), seen.approval(), seen.interval(), seen.evidence(), seen.releaseSince(), seen.dwell(),
                List.of(), List.of());
    }

    @Test
    void aRowThatCannotBeReadDoesNotHideTheOthers() throws SQLException {
        IntStream.rangeClosed(1, 4).forEach(number -> openHold(number, PODINFO));
        execute("UPDATE entry SET ruling = '{\"decision\": {\"kind\": \"levitate\"}}' WHERE decision_id = '" + id(2) + "'");
        execute("UPDATE entry SET observation = '{' WHERE decision_id = '" + id(3) + "'");

        assertEquals(List.of(id(4), id(1)), ids(journal.newest(PODINFO, 10)));
        assertEquals(List.of(id(1), id(4)), ids(journal.unsettled()));
    }

    @Test
    void oldSettledEntriesAreForgottenPerCanaryAndUnsettledOnesNever() {
        Entry unsettled = openHold(1, PODINFO);
        journal.close(openHold(2, CHECKOUT), COMMITTED);
        IntStream.rangeClosed(3, 100).forEach(number -> journal.close(openHold(number, PODINFO), COMMITTED));

        List<Entry> left = journal.newest(PODINFO, 1000);

        assertEquals(unsettled.sequence(), left.get(left.size() - 1).sequence());
        assertEquals(KEPT + 1, left.size(), "the newest and the one that is unsettled");
        assertEquals(List.of(id(2)), ids(journal.newest(CHECKOUT, 10)));
    }

    @Test
    void eightWritersAtOnceLoseNothing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = IntStream.range(0, 8)
                    .<Future<?>> mapToObj(writer -> writers.submit(() -> writeTen(writer))).toList();
            for (Future<?> writer : running) {
                writer.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError("A writer failed", failure.getCause());
        } finally {
            writers.shutdownNow();
        }

        List<Entry> entries = journal.newest(PODINFO, 1000);
        assertEquals(80, entries.stream().map(Entry::sequence).distinct().count());
        assertEquals(List.of(), journal.unsettled());
    }

    private void writeTen(int writer) {
        IntStream.range(0, 10).forEach(number -> journal.close(openHold(writer * 10 + number, PODINFO), COMMITTED));
    }

    @Test
    void aStoreThatCannotBeUsedIsAnOutage() throws SQLException {
        execute("DROP TABLE entry" + opened.cascade());

        assertThrows(Outage.class, () -> openHold(1, PODINFO));
        assertThrows(Outage.class, () -> journal.newest(PODINFO, 1));
    }

    private Entry openHold(int number, CanaryRef canary) {
        return journal.open(heartbeat(canary), observation(canary, NOON, 20),
                hold(id(number), canary, 20, "at 20 % for 30 s of 60 s"));
    }

    private Entry openRollback(int number) {
        return journal.open(heartbeat(PODINFO), observation(PODINFO, NOON, 20),
                rollback(id(number), PODINFO, 20, "error ratio 8.1 % is above 5 %"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = opened.store().connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ids(List<Entry> entries) {
        return entries.stream().map(entry -> entry.ruling().id()).toList();
    }

    @Test
    void refusalsComeBackNewestFirstForTheirCanaryAndAreBounded() {
        IntStream.range(0, 150).forEach(number -> journal.refused(refusal(PODINFO, "reason " + number)));
        journal.refused(refusal(CHECKOUT, "alice was faster"));

        assertEquals(List.of("reason 149", "reason 148"),
                journal.refusals(PODINFO, 2).stream().map(Refusal::reason).toList());
        assertEquals(List.of(refusal(CHECKOUT, "alice was faster")), journal.refusals(CHECKOUT, 10));
        assertTrue(journal.refusals(PODINFO, 1000).size() <= KEPT + 100, "kept " + journal.refusals(PODINFO, 1000).size());
    }

    @Test
    void refusedCallsComeBackNewestFirstAreBoundedAndPushNothingElseOut() {
        journal.refused(refusal(PODINFO, "alice was faster"));
        IntStream.range(0, 450).forEach(number -> journal.refused(calls("192.0.2." + number, number)));

        assertEquals(List.of(calls("192.0.2.449", 449), calls("192.0.2.448", 448)), journal.refusedCalls(2));
        int kept = journal.refusedCalls(1000).size();
        assertTrue(kept >= KEPT && kept <= KEPT + 100, "kept " + kept);
        assertEquals(1, journal.refusals(PODINFO, 10).size());
    }

    private static RefusedCalls calls(String source, long count) {
        return new RefusedCalls(NOON, NOON.plusSeconds(59), "/flagger/rollback", source, count);
    }

    @Test
    void anOrderComesBackAsItWasGiven() {
        Order order = Samples.order(Order.Kind.ADVANCE, "-");
        Ruling plain = hold(id(1), PODINFO, 20, "waits");
        Ruling ordered = new Ruling(plain.id(), PODINFO, plain.release(), plain.decision(), plain.wanted(), plain.verdicts(),
                plain.policy(), plain.observationDigest(), Optional.empty(), Optional.of(order), order.charge(plain.id()));
        Entry opened = journal.open(new Trigger.Ordered(PODINFO, order), observation(PODINFO, NOON, 20), ordered);
        journal.close(opened, COMMITTED);

        Entry read = journal.find(id(1)).orElseThrow();
        assertEquals(ordered, read.ruling());
        assertEquals(new Trigger.Ordered(PODINFO, order), read.trigger());
        assertEquals(Optional.of(ordered.stamp()), read.newestStamp());
        assertEquals(id(1), read.basis());
        assertEquals("alice", read.charge(NOON).orElseThrow().person().name());
    }

    private static Refusal refusal(CanaryRef canary, String reason) {
        return new Refusal(NOON, new Person("bob"), canary, "promote-now", reason);
    }
}

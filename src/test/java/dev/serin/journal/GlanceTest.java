package dev.serin.journal;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static dev.serin.journal.Samples.heartbeat;
import static dev.serin.journal.Samples.id;
import static dev.serin.journal.Samples.observation;
import static dev.serin.journal.Samples.state;
import static dev.serin.journal.Samples.version;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.policy.Proposal;

/** What the page of all canaries reads, whichever store keeps it. */
abstract class GlanceTest {

    private static final Change UNCHANGED = new Change.Unchanged("a hold");
    private static final Change COMMITTED = new Change.Committed("a".repeat(40));

    private Journal journal;
    private int second;

    /** An empty one. */
    abstract Journal open(int keep) throws IOException, SQLException;

    @BeforeEach
    void open() throws IOException, SQLException {
        journal = open(100);
    }

    @Test
    void aHoldIsToldByItsNewestEntryAndAStepByItsFirst() {
        hold(5, "30 s of 60 s");
        hold(5, "40 s of 60 s");
        assertEquals("40 s of 60 s", glance().telling().reason());

        advance(5, 20, "as good: the full reason", COMMITTED);
        advance(5, 20, "is decided", UNCHANGED);

        Glance.Telling telling = glance().telling();
        assertEquals("as good: the full reason", telling.reason());
        assertEquals(Action.ADVANCE, telling.action());
        assertEquals(new Weight(20), telling.to());
        assertEquals(NOON.plusSeconds(20), telling.time());
        assertEquals(Optional.of(COMMITTED), telling.change());
    }

    @Test
    void thePathHasEachWeightOfTheNewestRunOnce() {
        hold(5, "waits");
        rollback(5);
        hold(Phase.FAILED, 0, "the release has ended");
        hold(5, "waits");
        hold(5, "waits");
        advance(5, 20, "as good", COMMITTED);
        hold(20, "waits");

        assertEquals(List.of(point(30, 5), point(50, 5), point(60, 20)), glance().path());
        assertEquals(new Weight(20), glance().weight());
        assertEquals(List.of(5, 20, 20), glance().stepWeights());
    }

    @Test
    void afterTheEndTheLastDecisionOfTheReleaseTells() {
        hold(5, "waits");
        rollback(5);
        hold(Phase.FAILED, 0, "the release has ended");

        assertEquals(Action.ROLLBACK, glance().telling().action());
        assertEquals(Phase.FAILED, glance().phase());
        assertEquals(Weight.ZERO, glance().weight());
    }

    @Test
    void whatIsOpenHasNoOutcomeAndAFailureIsReplacedByTheCommit() {
        Entry entry = journal.open(heartbeat(PODINFO), observation(PODINFO, NOON, 20),
                Samples.rollback(id(1), PODINFO, 20, "worse"));
        assertEquals(Optional.empty(), glance().telling().change());

        journal.close(entry, new Change.Failed("no answer"));
        assertEquals(Optional.of(new Change.Failed("no answer")), glance().telling().change());

        journal.close(entry, COMMITTED);
        assertEquals(Optional.of(COMMITTED), glance().telling().change());
    }

    @Test
    void everyCanaryIsThereByName() {
        hold(5, "waits");
        CanaryRef other = new CanaryRef("apps", "checkout");
        journal.open(heartbeat(other), observation(other, NOON, 20), Samples.hold(id(99), other, 20, "waits"));

        assertEquals(List.of(other, PODINFO), journal.glances().stream().map(Glance::canary).toList());
    }

    @Test
    void itIsForgottenTogetherWithItsEntries() throws IOException, SQLException {
        journal = open(1);
        hold(5, "waits");
        IntStream.range(0, 99).forEach(ignored -> hold(20, "waits"));

        assertEquals(List.of(new Weight(20)), glance().path().stream().map(Glance.Point::weight).toList());
    }

    private Glance glance() {
        return journal.glances().get(0);
    }

    private static Glance.Point point(int seconds, int weight) {
        return new Glance.Point(NOON.plusSeconds(seconds), new Weight(weight));
    }

    private void hold(int at, String reason) {
        hold(Phase.PROGRESSING, at, reason);
    }

    private void hold(Phase phase, int at, String reason) {
        record(phase, at, Samples.hold(id(second), PODINFO, at, reason), UNCHANGED);
    }

    private void advance(int from, int to, String reason, Change change) {
        record(Phase.PROGRESSING, from, Samples.ruling(id(second), PODINFO,
                new Decision.Advance(new Weight(from), new Weight(to), reason), Proposal.advance(new Weight(to), reason),
                List.of()), change);
    }

    private void rollback(int from) {
        record(Phase.PROGRESSING, from, Samples.rollback(id(second), PODINFO, from, "worse"), COMMITTED);
    }

    private void record(Phase phase, int weight, Ruling ruling, Change change) {
        journal.close(journal.open(heartbeat(PODINFO), observation(state(PODINFO, phase, weight, List.of(5, 20, 20)),
                NOON.plusSeconds(second), version(100, 0, 80), version(100, 0, 80)), ruling), change);
        second += 10;
    }
}

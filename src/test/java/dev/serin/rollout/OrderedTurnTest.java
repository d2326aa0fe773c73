package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Order.Kind;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.decision.Orders;
import dev.serin.decision.Reply;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.observation.Observation;

/** What becomes of a person's order when something is down, against a real journal and, where it counts, a real repository. */
class OrderedTurnTest {

    private static final Trigger.Ordered ROLLBACK = new Trigger.Ordered(PODINFO, Orders.of(Kind.ROLLBACK));
    private static final Trigger.Ordered PAUSE = new Trigger.Ordered(PODINFO, Orders.of(Kind.PAUSE));

    @TempDir
    Path folder;
    private final Latch hanging = new Latch();
    private Journal journal;

    @BeforeEach
    void openAnEmptyJournal() {
        journal = new Fleet(folder).journal();
    }

    @AfterEach
    void letGo() {
        hanging.release();
    }

    @Test
    void withoutGitARollbackBrakesAfterARestartTooAndIsCommittedOnceWhenGitIsBack() {
        Change failed = decided(spine(withoutGit(), journal).handle(ROLLBACK)).change();
        assertInstanceOf(Change.Failed.class, failed);

        Outcome.Decided afterTheRestart = decided(spine(withoutGit(), journal).handle(Spine.heartbeat()));
        assertEquals(Action.ROLLBACK, afterTheRestart.ruling().decision().action(), "the policy would advance");
        assertEquals(1, entries().size());

        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);
        try (JGitManifestRepository back = fleet.manifests()) {
            assertEquals(Action.ROLLBACK, decided(spine(back, journal).handle(Spine.heartbeat())).ruling().decision().action());
            assertEquals(Orders.ALICE, back.read(PODINFO, budget()).newestByPerson().orElseThrow().by().orElseThrow());
        }
        assertEquals(1, fleet.commits().size());
        Entry order = journal.find(fleet.commits().get(0).decision()).orElseThrow();
        assertEquals(Optional.of(new Change.Committed(fleet.commits().get(0).id())), order.change());
        assertEquals(1, entries().stream().filter(entry -> entry.ruling().order().isPresent()).count());
    }

    @Test
    void whileOneRollbackWaitsForGitTheSecondIsRefused() {
        spine(withoutGit(), journal).handle(ROLLBACK);
        Trigger.Ordered second = new Trigger.Ordered(PODINFO, Orders.by(Orders.BOB, Kind.ROLLBACK, "-"));
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, spine(withoutGit(), journal).handle(second));
        assertTrue(refused.reason().startsWith("alice was faster"), refused.reason());
        assertEquals(1, entries().size());
        assertEquals(refused.reason(), journal.refusals(PODINFO, 10).get(0).reason());
    }

    @Test
    void withoutGitNothingElseIsDoneOrLeftBehind() {
        assertInstanceOf(Outcome.Blind.class, spine(withoutGit(), journal).handle(PAUSE));
        assertEquals(List.of(), entries());
        assertEquals("pause", journal.refusals(PODINFO, 10).get(0).order());
    }

    @Test
    void aRollbackDoesNotWaitForTheJournal() {
        Outcome outcome = spine(new ScriptedManifests(Scene.ADVANCE), new Breaking(journal).unusable()).handle(ROLLBACK);
        assertEquals(ScriptedManifests.COMMITTED, decided(outcome).change());
        assertInstanceOf(Outcome.Blind.class,
                spine(new ScriptedManifests(Scene.ADVANCE), new Breaking(journal).unusable()).handle(PAUSE));
    }

    /** Nothing would brake later, so it must not say so. */
    @Test
    void withNeitherGitNorJournalARollbackIsNotClaimed() {
        assertInstanceOf(Outcome.Blind.class, spine(withoutGit(), new Breaking(journal).unwritable()).handle(ROLLBACK));
    }

    @Test
    void anOrderThatACrashLeftOpenIsNotCarriedOutLater() {
        Observation seen = Scene.ADVANCE.observation(Scene.ADVANCE.approvalBefore(), 0);
        Reply reply = Spine.decider(Scene.HOLD.policy()).decide(seen, PAUSE.order());
        journal.open(PAUSE, seen, ((Reply.Granted) reply).ruling());

        AtomicInteger applied = new AtomicInteger();
        Spine.of(Scene.HOLD, Spine.AMPLE, Spine.observer(Scene.HOLD, 1), counting(applied), journal).handle(Spine.heartbeat());
        assertInstanceOf(Change.Overtaken.class,
                journal.find(((Reply.Granted) reply).ruling().id()).orElseThrow().change().orElseThrow());
        assertEquals(0, applied.get());
    }

    @Test
    void anOrderWhoseTimeWasUpIsNotCarriedOutLater() {
        AtomicInteger applied = new AtomicInteger();
        RolloutService rollouts = Spine.of(Scene.ADVANCE, Duration.ofMillis(300), (trigger, canary, approval, budget) -> {
            hanging.hang();
            return Scene.ADVANCE.observation(approval, 0);
        }, counting(applied), journal);
        assertInstanceOf(Outcome.Blind.class, rollouts.handle(PAUSE));
        hanging.release();
        // The canary's next turn waits for the one that was too late.
        rollouts.handle(new Trigger.Sweep(PODINFO));
        assertEquals(0, entries().stream().filter(entry -> entry.ruling().order().isPresent()).count());
    }

    @Test
    void theSameOrderTwiceIsOneEntryAndOneAnswer() {
        RolloutService rollouts = spine(new ScriptedManifests(Scene.ADVANCE), journal);
        Outcome.Decided first = decided(rollouts.handle(PAUSE));
        Outcome.Decided second = decided(rollouts.handle(PAUSE));
        assertEquals(first.ruling(), second.ruling());
        assertEquals(first.change(), second.change());
        assertEquals(1, entries().size());
    }

    @Test
    void lookingAheadChangesNothing() {
        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);
        try (JGitManifestRepository manifests = fleet.manifests()) {
            Preview preview = spine(manifests, journal).preview(PAUSE);
            assertTrue(preview.possible());
            assertEquals("serin: pause prod/podinfo at 20 % by alice", preview.subject());
            assertFalse(preview.before().contains("by alice"));
            assertTrue(preview.after().contains("by alice until " + Orders.UNTIL), preview.after());
            assertEquals(1, preview.after().lines().count());
        }
        assertEquals(List.of(), fleet.commits());
        assertEquals(List.of(), entries());
        Order forAnother = Orders.of(Kind.PAUSE, new Release("7d44c5f9aa"));
        Preview refused = spine(withoutGit(), journal).preview(new Trigger.Ordered(PODINFO, forAnother));
        assertFalse(refused.possible());
        assertEquals(List.of(), journal.refusals(PODINFO, 10), "looking is not ordering");
    }

    private List<Entry> entries() {
        return journal.newest(PODINFO, 10);
    }

    private static RolloutService spine(ManifestRepository manifests, Journal journal) {
        return Spine.of(Scene.ADVANCE, Spine.AMPLE, Spine.observer(Scene.ADVANCE, 0), manifests, journal);
    }

    private static ManifestRepository counting(AtomicInteger applied) {
        return new ScriptedManifests(Scene.ADVANCE) {
            @Override
            public Change apply(Ruling ruling, Approval basis, Budget budget) {
                if (ruling.order().isPresent()) {
                    applied.incrementAndGet();
                }
                return super.apply(ruling, basis, budget);
            }
        };
    }

    private static ManifestRepository withoutGit() {
        return new ScriptedManifests(Scene.ADVANCE) {
            @Override
            public Approval read(CanaryRef canary, Budget budget) {
                return new Approval.Unknown("Git is away");
            }

            @Override
            public Change apply(Ruling ruling, Approval basis, Budget budget) {
                return new Change.Failed("Git is away");
            }
        };
    }

    private static Budget budget() {
        return Budget.of(Spine.AMPLE, Clock.systemUTC());
    }

    private static Outcome.Decided decided(Outcome outcome) {
        return assertInstanceOf(Outcome.Decided.class, outcome);
    }
}

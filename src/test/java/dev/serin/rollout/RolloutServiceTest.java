package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.Draft;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.gitops.ManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import dev.serin.observation.Observation;
import dev.serin.observation.Observer;
import dev.serin.policy.Explanation;
import dev.serin.policy.Opinion;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;
import dev.serin.rollout.Fleet.Commit;

/** What the spine does when a part of it fails, against a real journal and, where commits count, a real repository. */
class RolloutServiceTest {

    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Explanation EXPLANATION = Samples.explanation();

    @TempDir
    Path folder;
    private final Latch hanging = new Latch();
    private Journal journal;
    private Optional<JGitManifestRepository> opened = Optional.empty();

    @BeforeEach
    void openAnEmptyJournal() {
        journal = new Fleet(folder).journal();
    }

    @AfterEach
    void letGo() {
        hanging.release();
        opened.ifPresent(JGitManifestRepository::close);
    }

    @Test
    void anObserverThatHangsLeavesSerinBlind() {
        Outcome outcome = Spine.of(Scene.ADVANCE, SHORT, (trigger, canary, approval, budget) -> {
            hanging.hang();
            throw new Outage("nobody waits for this look any more");
        }, new ScriptedManifests(Scene.ADVANCE), journal).handle(Spine.heartbeat());

        assertInstanceOf(Outcome.Blind.class, outcome);
    }

    @Test
    void aCommitThatHangsIsRecordedWhenItArrivesAndTheNextLookFindsIt() throws Exception {
        ManifestRepository hangingInCommit = new ScriptedManifests(Scene.ADVANCE) {
            @Override
            public Change apply(Ruling ruling, Approval basis, Budget budget) {
                hanging.hang();
                return super.apply(ruling, basis, budget);
            }
        };
        RolloutService rollouts = Spine.of(Scene.ADVANCE, Spine.AMPLE, Spine.observer(Scene.ADVANCE, 0), hangingInCommit,
                journal);
        Thread caller = new Thread(() -> rollouts.handle(Spine.heartbeat()));
        caller.start();
        hanging.awaitReached();
        caller.interrupt();
        caller.join();
        CompletableFuture<Outcome> next = CompletableFuture.supplyAsync(() -> rollouts.handle(Spine.heartbeat()));
        hanging.release();

        assertEquals(ScriptedManifests.COMMITTED, decided(next.get()).change());
        assertEquals(List.of(Optional.of(ScriptedManifests.COMMITTED)), changes());
    }

    @Test
    void aDecisionIsRecordedWithItsExplanation() {
        explaining((wanted, seen) -> EXPLANATION).handle(Spine.heartbeat());

        Ruling recorded = journal.newest(PODINFO, 1).get(0).ruling();
        assertEquals(Action.ADVANCE, recorded.decision().action());
        assertEquals(Optional.of(EXPLANATION), recorded.explanation());
    }

    @Test
    void anExplanationThatFailsDoesNotCostTheDecision() {
        Outcome outcome = explaining((wanted, seen) -> {
            throw new IllegalStateException("a mistake");
        }).handle(Spine.heartbeat());

        assertEquals(ScriptedManifests.COMMITTED, decided(outcome).change());
        assertEquals(Optional.empty(), journal.newest(PODINFO, 1).get(0).ruling().explanation());
    }

    private RolloutService explaining(BiFunction<Opinion, Observation, Explanation> why) {
        Policy policy = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("talkative", "a".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                return Scene.ADVANCE.wanted();
            }

            @Override
            public Explanation explain(Opinion wanted, Observation seen, BiPredicate<Proposal, Observation> permitted) {
                return why.apply(wanted, seen);
            }
        };
        return Spine.of(policy, Spine.AMPLE, Spine.showing(Scene.ADVANCE.canary()), Spine.observer(Scene.ADVANCE, 0),
                new ScriptedManifests(Scene.ADVANCE), journal);
    }

    @Test
    void theBrakeActsAlthoughTheJournalCannotBeWritten() {
        assertBrakes(withJournal(new Breaking(journal).unwritable(), Scene.ROLLBACK));
    }

    @Test
    void theBrakeActsAlthoughTheJournalCannotBeUsedAtAll() {
        assertBrakes(withJournal(new Breaking(journal).unusable(), Scene.ROLLBACK));
    }

    @Test
    void theBrakeActsAlthoughNobodyKnowsWhatBecameOfAnEarlierDecision() {
        leaveOpen(Scene.ADVANCE);

        assertEquals(Action.ROLLBACK, decided(withLostHistory(Scene.ROLLBACK)).ruling().decision().action());
    }

    @Test
    void nothingGoesForwardWithoutTheJournal() {
        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);

        Outcome outcome = Spine.of(Scene.ADVANCE, Spine.AMPLE, Spine.observer(Scene.ADVANCE, 0), manifests(fleet),
                new Breaking(journal).unusable()).handle(Spine.heartbeat());

        assertInstanceOf(Outcome.Blind.class, outcome);
        assertEquals(List.of(), fleet.commits());
    }

    @Test
    void nothingGoesForwardWhileAnEarlierDecisionIsNotSettled() {
        leaveOpen(Scene.ADVANCE);

        assertInstanceOf(Outcome.Blind.class, withLostHistory(Scene.PROMOTE));
    }

    @Test
    void aCommitWhoseAnswerWasLostIsRecordedByTheRepeatedCall() {
        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);
        ManifestRepository manifests = losingTheFirstAnswer(manifests(fleet));
        RolloutService rollouts = Spine.of(Scene.ADVANCE, Spine.AMPLE, sameLook(), manifests, journal);
        rollouts.handle(Spine.heartbeat());

        rollouts.handle(Spine.heartbeat());

        assertRecorded(fleet.commits());
    }

    @Test
    void aCommitWhoseAnswerWasLostIsRecordedByTheNextHeartbeat() {
        Fleet fleet = Fleet.create(folder, Scene.ADVANCE);
        ManifestRepository manifests = losingTheFirstAnswer(manifests(fleet));
        Spine.of(Scene.ADVANCE, Spine.AMPLE, Spine.observer(Scene.ADVANCE, 0), manifests, journal).handle(Spine.heartbeat());

        Spine.of(Scene.ADVANCE, Spine.AMPLE, Spine.observer(Scene.ADVANCE, 1), manifests, journal).handle(Spine.heartbeat());

        assertRecorded(fleet.commits());
    }

    @Test
    void aRollbackThatIsTriedAgainIsOneDecision() {
        RolloutService rollouts = Spine.of(Scene.ROLLBACK, Spine.AMPLE, Spine.observer(Scene.ROLLBACK, 0), withoutGit(),
                journal);

        assertBrakes(rollouts.handle(Spine.heartbeat()));
        assertBrakes(rollouts.handle(Spine.heartbeat()));

        assertEquals(1, journal.newest(PODINFO, 10).size());
    }

    @Test
    void aRollbackMadeWithoutGitFollowsWhenItReturns() {
        Spine.of(Scene.ROLLBACK, Spine.AMPLE, Spine.observer(Scene.ROLLBACK, 0), withoutGit(), journal)
                .handle(Spine.heartbeat());
        Fleet fleet = Fleet.create(folder, Scene.ROLLBACK);

        Spine.of(Scene.HOLD, Spine.AMPLE, Spine.observer(Scene.HOLD, 1), manifests(fleet), journal)
                .handle(Spine.heartbeat());

        assertRecorded(fleet.commits());
        assertEquals(List.of(), journal.unsettled());
    }

    @Test
    void aRollbackMadeWithoutGitDoesNotStampTheNextRelease() {
        Spine.of(Scene.ROLLBACK, Spine.AMPLE, Spine.observer(Scene.ROLLBACK, 0), withoutGit(), journal)
                .handle(Spine.heartbeat());
        Fleet fleet = Fleet.create(folder, Scene.ROLLBACK);

        Spine.of(Scene.HOLD, Spine.AMPLE, Spine.observer(Scene.HOLD, 1), manifests(fleet), journal)
                .handle(Spine.heartbeat(PODINFO, new Release("7d44c5f9aa")));

        assertEquals(List.of(), fleet.commits());
        assertEquals(List.of(), journal.unsettled());
    }

    @Test
    void aHoldThatWasLeftOpenIsNoLostDecision() {
        leaveOpen(Scene.HOLD);

        withJournal(journal, Scene.HOLD);

        assertEquals(2, changes().size());
        changes().forEach(change -> assertInstanceOf(Change.Unchanged.class, change.orElseThrow()));
    }

    @Test
    void whatWasLeftOpenForADeletedCanaryIsSettled() {
        leaveOpen(Scene.ROLLBACK);
        RolloutService rollouts = Spine.of(Scene.ROLLBACK.policy(), Spine.AMPLE, Spine.showing(),
                Spine.observer(Scene.ROLLBACK, 1), new ScriptedManifests(Scene.ROLLBACK), journal);

        assertEquals(new Outcome.UnknownCanary(PODINFO), rollouts.handle(new Trigger.Sweep(PODINFO)));

        assertEquals(List.of(), journal.unsettled());
    }

    @Test
    void afterARestartTheReleaseIsSeenAnewWhenTheJournalCannotBeRead() {
        assertEquals(Optional.empty(), ObserverProducer.lastObservation(new Breaking(journal).unusable(), PODINFO));
    }

    private void leaveOpen(Scene scene) {
        Observation observation = scene.observation(scene.approvalBefore(), 0);
        journal.open(Spine.heartbeat(), observation, Spine.decider(scene.policy()).decide(observation));
    }

    private Outcome withJournal(Journal broken, Scene scene) {
        return Spine.of(scene, Spine.AMPLE, Spine.observer(scene, 1), new ScriptedManifests(scene), broken)
                .handle(Spine.heartbeat());
    }

    /** The branch can be read, but not what lies behind its head. */
    private Outcome withLostHistory(Scene scene) {
        return Spine.of(scene, Spine.AMPLE, Spine.observer(scene, 1), new ScriptedManifests(scene) {
            @Override
            public Optional<String> commitOf(String decisionId, Budget budget) {
                throw new Outage("the history cannot be fetched");
            }
        }, journal).handle(Spine.heartbeat());
    }

    private static ManifestRepository withoutGit() {
        return new ScriptedManifests(Scene.ROLLBACK) {
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

    /** The first push arrives after its turn was over, as one does that outlasts the budget. */
    private static ManifestRepository losingTheFirstAnswer(ManifestRepository manifests) {
        AtomicBoolean first = new AtomicBoolean(true);
        return new ManifestRepository() {
            @Override
            public Approval read(CanaryRef canary, Budget budget) {
                return manifests.read(canary, budget);
            }

            @Override
            public Change apply(Ruling ruling, Approval basis, Budget budget) {
                Change change = manifests.apply(ruling, basis, budget);
                return first.getAndSet(false) ? new Change.Failed("Git did not answer in time") : change;
            }

            @Override
            public Draft draft(Ruling ruling, Approval basis, Budget budget) {
                return manifests.draft(ruling, basis, budget);
            }

            @Override
            public Optional<String> commitOf(String decisionId, Budget budget) {
                return manifests.commitOf(decisionId, budget);
            }
        };
    }

    /** Each look is the first one's, as when a repeated call reads Git before the late push arrives. */
    private static Observer sameLook() {
        return (trigger, canary, approval, budget) -> Scene.ADVANCE
                .observation(Scene.ADVANCE.approvalBefore(), 0);
    }

    private JGitManifestRepository manifests(Fleet fleet) {
        opened = Optional.of(fleet.manifests());
        return opened.get();
    }

    private List<Optional<Change>> changes() {
        return journal.newest(PODINFO, 10).stream().map(Entry::change).toList();
    }

    private void assertRecorded(List<Commit> commits) {
        assertEquals(1, commits.size(), commits::toString);
        Entry entry = journal.find(commits.get(0).decision()).orElseThrow();
        assertEquals(Optional.of(new Change.Committed(commits.get(0).id())), entry.change());
    }

    private static Outcome.Decided decided(Outcome outcome) {
        return assertInstanceOf(Outcome.Decided.class, outcome, outcome::toString);
    }

    private static void assertBrakes(Outcome outcome) {
        assertEquals(Action.ROLLBACK, decided(outcome).ruling().decision().action());
        assertInstanceOf(Change.Failed.class, decided(outcome).change());
    }
}

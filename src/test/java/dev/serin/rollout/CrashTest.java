package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.gitops.Change;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.rollout.Fleet.Commit;

/**
 * Serin is killed between any two steps of the spine, and started again on the same files. What it decided is in Git once, and
 * in the journal once with that commit.
 */
class CrashTest {

    private static final int FIRST = 0;
    private static final int LATER = 1;

    @TempDir
    Path folder;
    private final List<JGitManifestRepository> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(JGitManifestRepository::close);
    }

    static Stream<Arguments> crashes() {
        return Stream.of(Scene.ADVANCE, Scene.PROMOTE, Scene.ROLLBACK, Scene.RESET)
                .flatMap(scene -> Arrays.stream(CrashPoint.values())
                        .flatMap(point -> Stream.of(FIRST, LATER).map(minute -> Arguments.of(scene, point, minute))));
    }

    @ParameterizedTest(name = "{0}, {1}, next heartbeat in minute {2}")
    @MethodSource("crashes")
    void aCrashNeitherLosesNorDoublesADecision(Scene scene, CrashPoint point, int minuteOfNextHeartbeat) {
        Fleet fleet = Fleet.create(folder, scene);
        crash(fleet, scene, point);
        assertEquals(point.isAfterPush() ? 1 : 0, fleet.commits().size(), "commits when it crashed");

        Journal journal = fleet.journal();
        Outcome outcome = Spine.of(scene, Spine.AMPLE, Spine.observer(scene, minuteOfNextHeartbeat), manifests(fleet), journal)
                .handle(Spine.heartbeat());

        assertInstanceOf(Outcome.Decided.class, outcome, outcome::toString);
        List<Commit> commits = fleet.commits();
        assertEquals(1, commits.size(), commits::toString);
        assertRecordedOnce(commits.get(0), journal);
        assertEquals(List.of(), journal.unsettled());
        Approval.Known approval = assertInstanceOf(Approval.Known.class, approvalIn(fleet));
        assertEquals(scene.pathAfter(), approval.path());
        assertEquals(scene.action(), approval.stamp().orElseThrow().action());
    }

    private void crash(Fleet fleet, Scene scene, CrashPoint point) {
        Crashing crashing = new Crashing(point);
        RolloutService rollouts = Spine.of(scene, Spine.AMPLE, Spine.observer(scene, FIRST),
                crashing.around(manifests(fleet)), crashing.around(fleet.journal()));
        try {
            rollouts.handle(Spine.heartbeat());
        } catch (IllegalStateException asAfterAKill) {
            assertInstanceOf(Crashing.Crash.class, asAfterAKill.getCause());
        }
        assertTrue(crashing.hasCrashed());
    }

    private static void assertRecordedOnce(Commit commit, Journal journal) {
        List<Entry> entries = journal.newest(PODINFO, 100);
        assertEquals(List.of(commit.decision()), entries.stream()
                .filter(entry -> entry.change().equals(Optional.of(new Change.Committed(commit.id()))))
                .map(entry -> entry.ruling().id()).toList(), entries::toString);
    }

    private JGitManifestRepository manifests(Fleet fleet) {
        JGitManifestRepository manifests = fleet.manifests();
        opened.add(manifests);
        return manifests;
    }

    private Approval approvalIn(Fleet fleet) {
        return manifests(fleet).read(PODINFO, Budget.of(Spine.AMPLE, Clock.systemUTC()));
    }
}

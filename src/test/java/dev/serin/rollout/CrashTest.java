package dev.serin.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Action;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;

/**
 * Serin dies between any two steps of the spine, and starts anew from what is on disk: no decision is lost, none is made twice,
 * and the
 * journal tells what Git tells.
 */
class CrashTest {

    @TempDir
    Path directory;

    private CrashingSpine spine;

    @BeforeEach
    void start() {
        spine = new CrashingSpine(directory);
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void anAdvanceIsCommittedOnce(CrashPoint point) throws Exception {
        spine.path("reset 0-5 - 00000000000a", "[5, 5]").atWeight(5).wants(Action.ADVANCE, 20);
        assertSurvives(point, "serin: advance prod/podinfo 5 % → 20 %");
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aPromotionIsCommittedOnce(CrashPoint point) throws Exception {
        spine.path("advance 5-50 66fd8c7b9b 00000000000a", "[5, 50, 50]").atWeight(50).wants(Action.PROMOTE, 100);
        assertSurvives(point, "serin: promote prod/podinfo 50 % → 100 %");
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aRollbackIsCommittedOnce(CrashPoint point) throws Exception {
        spine.path("advance 5-20 66fd8c7b9b 00000000000a", "[5, 20, 20]").atWeight(20).wants(Action.ROLLBACK, 0);
        assertSurvives(point, "serin: rollback prod/podinfo 20 % → 0 %");
    }

    @ParameterizedTest
    @EnumSource(CrashPoint.class)
    void aResetIsCommittedOnce(CrashPoint point) throws Exception {
        spine.path("rollback 20-0 66fd8c7b9b 00000000000a", "[5, 20, 20]").ended();
        assertSurvives(point, "serin: reset prod/podinfo to 5 %");
    }

    private void assertSurvives(CrashPoint point, String subject) throws Exception {
        IllegalStateException died = assertThrows(IllegalStateException.class, () -> spine.heartbeatDyingAt(point));
        assertInstanceOf(CrashPoint.Crash.class, died.getCause());

        spine.heartbeat();
        spine.heartbeat();

        assertEquals(List.of(subject), spine.subjects(), "commits after a crash at " + point);
        assertEquals(List.of(), spine.journal().unsettled());
        assertEquals(spine.head(), committed(spine.journal().newest(CrashingSpine.CANARY, 100)));
    }

    /** The one entry that says that something was committed names the commit that Git has. */
    private static String committed(List<Entry> entries) {
        List<String> commits = entries.stream().flatMap(entry -> entry.change().stream())
                .filter(Change.Committed.class::isInstance).map(change -> ((Change.Committed) change).commit()).toList();
        assertEquals(1, commits.size(), "entries: " + entries.stream().map(Entry::change).toList());
        return commits.get(0);
    }
}

package dev.serin.policy;

import static dev.serin.observation.Traffic.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;

class ThresholdPolicyTest {

    private final ThresholdPolicy policy = new ThresholdPolicy();
    private final Traffic traffic = new Traffic(new SplittableRandom(1));
    private final VersionReading fine = traffic.version(1000, 0.001, 40);
    private final VersionReading failing = traffic.version(1000, 0.05, 40);

    private Proposal propose(Observation seen) {
        return policy.propose(seen, wanted -> true);
    }

    @Test
    void stepsByTenWhileTheChecksPassAndPromotesAtFifty() {
        assertEquals(new Weight(20), propose(Observations.repeated(10, 1, fine, counted(9000, 9))).to());
        assertEquals(Action.PROMOTE, propose(Observations.repeated(50, 1, fine, counted(9000, 9))).action());
    }

    @Test
    void fourFailedChecksHoldAndTheTickAfterTheFifthRollsBack() {
        assertEquals(Action.HOLD, propose(Observations.repeated(10, 5, failing, counted(9000, 9))).action());
        Proposal sixth = propose(Observations.repeated(10, 6, failing, counted(9000, 9)));
        assertEquals(Action.ROLLBACK, sixth.action());
    }

    @Test
    void aPassedCheckDoesNotForgetFailedOnes() {
        ReleaseTrack failed = ReleaseTrack.of(Observations.repeated(10, 5, failing, counted(9000, 9)));
        ReleaseTrack passed = failed.plus(Traffic.interval(Observations.at(6), fine, counted(9000, 9)));
        assertEquals(Action.ROLLBACK, propose(Observations.next(passed, 7, fine, counted(9000, 9))).action());
    }

    @Test
    void aSlowCanaryFailsTheCheckAndAMissingOneToo() {
        VersionReading slow = traffic.version(1000, 0.001, 300);
        assertEquals(Action.HOLD, propose(Observations.repeated(10, 1, slow, counted(9000, 9))).action());
        ReleaseTrack begun = ReleaseTrack.of(Observations.repeated(10, 1, fine, counted(9000, 9)));
        Observation blind = Observations.next(begun, 2, VersionReading.missing("no series"), counted(9000, 9));
        assertEquals(Action.HOLD, propose(blind).action());
    }

    @Test
    void itDoesNotLookAtThePrimary() {
        assertEquals(Action.HOLD, propose(Observations.repeated(10, 1, failing, counted(9000, 450))).action());
    }
}

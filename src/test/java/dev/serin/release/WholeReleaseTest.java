package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Whole releases from the first tick to the last, in every wiring, over HTTP and a real Git repository. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class WholeReleaseTest {

    private static final int PATIENCE = 150;

    EmbeddedWorld embedded;

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aFineReleaseIsPromotedStepByStep(Wiring wiring) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, "fine");
        embedded.deploy(canary, Fate.FINE);
        List<Integer> weights = weightsUntilTheEnd(canary);

        assertEquals(World.Outcome.PROMOTED, embedded.world().outcome(canary), "went " + weights);
        assertTrue(weights.contains(5), "starts at the first weight: " + weights);
        assertTrue(rises(weights).stream().allMatch(rise -> rise <= 30), "never more than the maximum step: " + weights);
        assertTrue(log(canary).subjects().stream().anyMatch(subject -> subject.startsWith("serin: promote " + canary)),
                log(canary).subjects().toString());
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void aBadReleaseIsRolledBackAtTheFirstWeight(Wiring wiring) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, "errors");
        embedded.deploy(canary, Fate.ERRORS);
        List<Integer> weights = weightsUntilTheEnd(canary);

        assertEquals(World.Outcome.ROLLED_BACK, embedded.world().outcome(canary), "went " + weights);
        assertTrue(weights.stream().allMatch(weight -> weight <= 5), "never got more than the first weight: " + weights);
        assertTrue(log(canary).subjects().contains("serin: rollback " + canary + " 5 % → 0 %"),
                log(canary).subjects().toString());
    }

    @ParameterizedTest
    @EnumSource(Wiring.class)
    void trap12EveryStepIsACommitOfOneOrTwoLines(Wiring wiring) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, "twice");
        embedded.deploy(canary, Fate.FINE);
        List<Integer> weights = weightsUntilTheEnd(canary);
        assertEquals(World.Outcome.PROMOTED, embedded.world().outcome(canary), "went " + weights);

        List<CommitLog.Commit> steps = log(canary).commits();
        // The first one inserts the metadata that the hooks lack; from then on a step changes two lines.
        steps.stream().skip(1).forEach(step -> assertTrue(step.added() <= 2 && step.removed() <= 2, step.toString()));
    }

    /** What a promotion leaves in the manifest would promote the next release after one step. */
    @ParameterizedTest
    @EnumSource(Wiring.class)
    void trap13TheNextReleaseFindsNothingOfTheLastOne(Wiring wiring) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, "twice-over");
        embedded.deploy(canary, Fate.FINE);
        weightsUntilTheEnd(canary);
        assertEquals(World.Outcome.PROMOTED, embedded.world().outcome(canary));

        embedded.deploy(canary, Fate.ERRORS);
        List<Integer> weights = weightsUntilTheEnd(canary);
        assertEquals(World.Outcome.ROLLED_BACK, embedded.world().outcome(canary), "went " + weights);
        assertTrue(weights.stream().allMatch(weight -> weight <= 5), "never got more than the first weight: " + weights);
    }

    /** Flagger never forgets a failed check, so waiting must not cost any. */
    @Test
    void trap15HoldingCostsNoFailedCheck() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "steady");
        embedded.deploy(canary, Fate.FINE);
        for (int i = 0; i < PATIENCE && embedded.world().outcome(canary) == World.Outcome.UNDER_WAY; i++) {
            embedded.step(1);
            assertEquals(0, embedded.world().status(canary).failedChecks());
        }
        assertEquals(World.Outcome.PROMOTED, embedded.world().outcome(canary));
    }

    private List<Integer> weightsUntilTheEnd(CanaryRef canary) {
        List<Integer> weights = new ArrayList<>();
        for (int i = 0; i < PATIENCE && embedded.world().outcome(canary) == World.Outcome.UNDER_WAY; i++) {
            embedded.step(1);
            weights.add(embedded.world().weight(canary));
        }
        return weights;
    }

    /** Promotion itself moves all traffic at once: it counts as a fall. */
    private static List<Integer> rises(List<Integer> weights) {
        List<Integer> rises = new ArrayList<>();
        for (int i = 1; i < weights.size(); i++) {
            rises.add(weights.get(i) - weights.get(i - 1));
        }
        return rises;
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}

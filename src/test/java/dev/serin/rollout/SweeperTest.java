package dev.serin.rollout;

import static dev.serin.observation.Observations.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;

class SweeperTest {

    @TempDir
    Path folder;

    @Test
    void aMistakeWithOneCanaryDoesNotCostTheOthersTheirRound() {
        CanaryState ended = Scene.RESET.canary();
        CanaryRef poisoned = new CanaryRef("prod", "a-mistake");
        Canaries canaries = Spine.showing(named(poisoned, ended), ended);
        Journal journal = new Fleet(folder).journal();
        List<CanaryRef> seen = new ArrayList<>();
        RolloutService rollouts = Spine.of(Scene.RESET.policy(), Spine.AMPLE, canaries, (trigger, canary, approval, budget) -> {
            seen.add(canary.ref());
            if (canary.ref().equals(poisoned)) {
                throw new IllegalStateException("a mistake");
            }
            return Scene.RESET.observation(approval, 0);
        }, new ScriptedManifests(Scene.RESET), journal);

        new Sweeper(rollouts, canaries, journal, Spine.Timing.of(Spine.AMPLE), Clock.systemUTC()).sweep();

        assertEquals(List.of(poisoned, PODINFO), seen);
        assertEquals(Scene.RESET.action(), journal.newest(PODINFO, 1).get(0).ruling().decision().action());
    }

    private static CanaryState named(CanaryRef ref, CanaryState like) {
        return new CanaryState(ref, like.phase(), like.weight(), like.failedChecks(), like.interval(), like.stepWeights(),
                like.stamp(), like.hooks(), like.workload(), like.annotations());
    }
}

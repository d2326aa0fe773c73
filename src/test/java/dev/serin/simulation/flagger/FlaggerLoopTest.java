package dev.serin.simulation.flagger;

import static dev.serin.canary.HookType.CONFIRM_PROMOTION;
import static dev.serin.canary.HookType.CONFIRM_ROLLOUT;
import static dev.serin.canary.HookType.CONFIRM_TRAFFIC_INCREASE;
import static dev.serin.canary.HookType.POST_ROLLOUT;
import static dev.serin.canary.HookType.PRE_ROLLOUT;
import static dev.serin.canary.HookType.ROLLBACK;
import static dev.serin.canary.HookType.ROLLOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import dev.serin.canary.HookType;
import dev.serin.canary.Phase;

/** The behaviour of Flagger that surprises those who build on it. */
class FlaggerLoopTest {

    private final FlaggerFixture flagger = new FlaggerFixture("\"stepWeights\": [5, 5]");

    @Test
    void aCommitMadeWhileAHookIsAnsweredChangesTheNextTickOnly() {
        flagger.progressingAt(5).hooks.answer(ROLLBACK, payload -> {
            flagger.apply("\"stepWeights\": [5, 20, 20]");
            return 403;
        });
        flagger.tick();
        assertEquals(5, flagger.routes.canary());
        flagger.tick();
        assertEquals(20, flagger.routes.canary());
    }

    @Test
    void metadataIsThatOfTheSpecThatTheTickExecutes() {
        flagger.progressingAt(5);
        flagger.canary.apply(FlaggerFixture.manifest("", "\"stepWeights\": [5, 5]",
                FlaggerFixture.hook(ROLLBACK, "{\"decision\": \"one\"}") + ","
                        + FlaggerFixture.hook(ROLLOUT, "{\"decision\": \"one\"}")));
        flagger.hooks.answer(ROLLBACK, payload -> {
            flagger.canary.apply(FlaggerFixture.manifest("", "\"stepWeights\": [5, 5]",
                    FlaggerFixture.hook(ROLLOUT, "{\"decision\": \"two\"}")));
            return 403;
        });
        flagger.loop.tick();
        flagger.loop.tick();
        assertEquals(List.of("one", "one", "two"),
                flagger.hooks.drain().stream().map(call -> call.payload().metadata().get("decision")).toList());
    }

    @Test
    void noContentIsAFailure() {
        flagger.progressingAt(5).hooks.answer(ROLLOUT, 204);
        flagger.tick();
        assertEquals(1, flagger.status().failedChecks());
        flagger.hooks.answer(ROLLBACK, 204);
        flagger.tick();
        assertEquals(Phase.PROGRESSING, flagger.phase(), "204 is not a yes to rolling back either");
    }

    @Test
    void theRollbackHookRollsBackWithinItsTick() {
        flagger.progressingAt(5).hooks.answer(ROLLBACK, 200);
        assertEquals(List.of(ROLLBACK, POST_ROLLOUT), flagger.tick());
        assertEquals(Phase.FAILED, flagger.phase());
        assertEquals(Routes.PRIMARY_ONLY, flagger.routes);
    }

    @Test
    void failedChecksAddUpOverTheReleaseAndRollBackOneTickAfterTheThreshold() {
        flagger.progressingAt(5);
        flagger.apply("\"stepWeights\": [5, 20, 20]");
        for (int answer : new int[] { 403, 200, 200, 403 }) {
            flagger.hooks.answer(ROLLOUT, answer);
            flagger.tick();
        }
        assertEquals(20, flagger.routes.canary(), "an advance does not reset the count");
        assertEquals(2, flagger.status().failedChecks());
        assertEquals(Phase.PROGRESSING, flagger.phase());
        assertEquals(List.of(ROLLBACK, POST_ROLLOUT), flagger.tick());
        assertEquals(Phase.FAILED, flagger.phase());
    }

    @Test
    void preRolloutIsRepeatedWhileTheTrafficGateIsClosedAtWeightZero() {
        flagger.progressingAt(0).hooks.answer(CONFIRM_TRAFFIC_INCREASE, 403);
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(ROLLBACK, PRE_ROLLOUT, CONFIRM_TRAFFIC_INCREASE), flagger.tick());
        }
        assertEquals(0, flagger.status().failedChecks(), "a closed gate does not count");
    }

    @Test
    void aRefusedPreRolloutCountsAsAFailedCheck() {
        flagger.progressingAt(0).hooks.answer(PRE_ROLLOUT, 403);
        assertEquals(List.of(ROLLBACK, PRE_ROLLOUT), flagger.tick());
        assertEquals(1, flagger.status().failedChecks());
    }

    @Test
    void theTrafficGateIsNotAskedWhileTheListHolds() {
        flagger.progressingAt(5);
        assertEquals(List.of(ROLLBACK, ROLLOUT), flagger.tick());
    }

    @Test
    void promotingStillShowsTheWeightAndFinalisingShowsNone() {
        flagger.progressingAt(20);
        flagger.tick();
        assertEquals(Phase.PROMOTING, flagger.phase());
        assertEquals(20, flagger.status().canaryWeight());
        flagger.tick();
        assertEquals(Phase.FINALISING, flagger.phase());
        assertEquals(0, flagger.status().canaryWeight());
    }

    @Test
    void waitingForPromotionShowsWeightZeroWhileTheRoutesKeepIt() {
        flagger.progressingAt(5).hooks.answer(CONFIRM_PROMOTION, 403);
        flagger.apply("\"stepWeights\": [5]");
        flagger.tick();
        assertEquals(Phase.WAITING_PROMOTION, flagger.phase());
        assertEquals(0, flagger.status().canaryWeight());
        assertEquals(-1, flagger.status().iterations());
        assertEquals(5, flagger.routes.canary());
        assertEquals(List.of(ROLLBACK, ROLLOUT, CONFIRM_PROMOTION), flagger.tick(), "the traffic gate is not asked here");
    }

    @Test
    void aHigherCeilingWhileWaitingForPromotionAdvancesPastTheTrafficGate() {
        flagger.progressingAt(5).hooks.answer(CONFIRM_PROMOTION, 403).answer(CONFIRM_TRAFFIC_INCREASE, 200);
        flagger.apply("\"stepWeights\": [5]");
        flagger.tick();
        flagger.apply("\"stepWeights\": [5, 20, 20]");
        assertEquals(List.of(ROLLBACK, ROLLOUT), flagger.tick());
        assertEquals(20, flagger.routes.canary());
        assertEquals(Phase.WAITING_PROMOTION, flagger.phase());
    }

    @Test
    void aNewRevisionUnderWayRestartsAtZeroWithoutConfirmRollout() {
        flagger.progressingAt(5).hooks.answer(ROLLOUT, 403);
        flagger.tick();
        flagger.targetSpec = "third";
        assertEquals(List.of(), flagger.tick());
        assertEquals(Routes.PRIMARY_ONLY, flagger.routes);
        assertEquals(0, flagger.status().failedChecks());
        assertEquals(Phase.PROGRESSING, flagger.phase());
        assertEquals(List.of(ROLLBACK, PRE_ROLLOUT, CONFIRM_TRAFFIC_INCREASE), flagger.tick());
    }

    @Test
    void goingBackToThePromotedTemplateIsNoNewRevision() {
        flagger.progressingAt(5);
        flagger.targetSpec = "first";
        assertEquals(List.of(ROLLBACK, ROLLOUT), flagger.tick());
        assertEquals(5, flagger.routes.canary());
    }

    @Test
    void confirmRolloutCarriesTheOldChecksumAndTheRestTheNewOne() {
        flagger.targetSpec = "second";
        flagger.loop.tick();
        String atConfirmation = checksum(CONFIRM_ROLLOUT);
        assertEquals(RevisionHash.of("{}first"), atConfirmation);
        flagger.loop.tick();
        assertNotEquals(atConfirmation, checksum(ROLLBACK));
    }

    @Test
    void afterAFailedReleaseConfirmRolloutCarriesTheNewChecksum() {
        flagger.progressingAt(5).hooks.answer(ROLLBACK, 200);
        flagger.tick();
        flagger.targetSpec = "third";
        flagger.loop.tick();
        assertEquals(RevisionHash.of("{}third"), checksum(CONFIRM_ROLLOUT));
    }

    private String checksum(HookType type) {
        return flagger.hooks.drain().stream().filter(call -> call.type() == type).findFirst().orElseThrow().payload()
                .checksum();
    }

    @Test
    void aFailedRevisionIsNotTriedAgain() {
        flagger.progressingAt(5).hooks.answer(ROLLBACK, 200);
        flagger.tick();
        assertEquals(List.of(), flagger.tick());
        assertEquals(Phase.FAILED, flagger.phase());
    }

    @Test
    void aRefusedConfirmRolloutWaitsAndAsksAtEveryTick() {
        flagger.hooks.answer(CONFIRM_ROLLOUT, 403);
        flagger.targetSpec = "second";
        assertEquals(List.of("Halt podinfo.test advancement waiting for approval serin-confirm-rollout"),
                flagger.tickForEvents());
        assertEquals(Phase.WAITING, flagger.phase());
        assertEquals(List.of(), flagger.tickForEvents(), "the event comes once");
        assertEquals(List.of(CONFIRM_ROLLOUT), flagger.tick());
        flagger.hooks.answer(CONFIRM_ROLLOUT, 200);
        flagger.tick();
        assertEquals(Phase.PROGRESSING, flagger.phase());
    }

    @Test
    void suspendedMeansThatEvenTheRollbackHookIsSilent() {
        flagger.progressingAt(5);
        flagger.canary.apply(
                FlaggerFixture.manifest("\"suspend\": true,", "\"stepWeights\": [5, 20]", FlaggerFixture.allHooks()));
        assertEquals(List.of(), flagger.tick());
        assertEquals(5, flagger.routes.canary());
    }

    @Test
    void skippingTheAnalysisPromotesAtOnceButStillWaitsForConfirmRollout() {
        flagger.canary.apply(
                FlaggerFixture.manifest("\"skipAnalysis\": true,", "\"stepWeights\": [5, 5]", FlaggerFixture.allHooks()));
        flagger.hooks.answer(CONFIRM_ROLLOUT, 403);
        flagger.targetSpec = "second";
        flagger.tick();
        assertEquals(Phase.WAITING, flagger.phase());
        flagger.hooks.answer(CONFIRM_ROLLOUT, 200);
        flagger.tick();
        assertEquals(List.of(POST_ROLLOUT), flagger.tick());
        assertEquals(Phase.SUCCEEDED, flagger.phase());
        assertEquals("second", flagger.primarySpec);
    }

    @Test
    void theRollbackHookIsSilentWhileTheCanaryIsNotReady() {
        flagger.progressingAt(5).readiness = Workload.Readiness.NOT_READY;
        assertEquals(List.of(), flagger.tick());
        flagger.readiness = Workload.Readiness.DEADLINE_EXCEEDED;
        assertEquals(List.of(POST_ROLLOUT), flagger.tick());
        assertEquals(Phase.FAILED, flagger.phase());
    }

    @Test
    void builtinMetricsRunAfterTheRolloutHooksAndStarveTheGateWithoutData() {
        flagger.progressingAt(5);
        flagger.apply("\"stepWeights\": [5, 20], \"metrics\": [{\"name\": \"request-success-rate\","
                + " \"thresholdRange\": {\"min\": 99}}]");
        assertEquals(List.of(ROLLBACK, ROLLOUT), flagger.tick(), "no value is a failed check");
        flagger.metric = OptionalDouble.of(98);
        flagger.tick();
        assertEquals(2, flagger.status().failedChecks());
    }

    @Test
    void aPassingMetricLetsTheCanaryMove() {
        flagger.progressingAt(5).metric = OptionalDouble.of(99.5);
        flagger.apply("\"stepWeights\": [5, 20], \"metrics\": [{\"name\": \"request-success-rate\","
                + " \"thresholdRange\": {\"min\": 99}}]");
        flagger.tick();
        assertEquals(20, flagger.routes.canary());
    }

    @Test
    void theLoopTicksOncePerInterval() {
        flagger.loop.tickIfDue();
        assertFalse(flagger.loop.isDue());
        flagger.clock.advance(Duration.ofSeconds(9));
        assertFalse(flagger.loop.isDue());
        flagger.clock.advance(Duration.ofSeconds(1));
        flagger.targetSpec = "second";
        flagger.loop.tickIfDue();
        assertEquals(Phase.PROGRESSING, flagger.phase());
    }
}

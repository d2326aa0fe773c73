package dev.serin.simulation.flagger;

import static dev.serin.canary.HookType.CONFIRM_PROMOTION;
import static dev.serin.canary.HookType.CONFIRM_ROLLOUT;
import static dev.serin.canary.HookType.CONFIRM_TRAFFIC_INCREASE;
import static dev.serin.canary.HookType.EVENT;
import static dev.serin.canary.HookType.POST_ROLLOUT;
import static dev.serin.canary.HookType.PRE_ROLLOUT;
import static dev.serin.canary.HookType.ROLLBACK;
import static dev.serin.canary.HookType.ROLLOUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.canary.HookType;
import dev.serin.canary.Phase;

class TickOrderTest {

    private final FlaggerFixture flagger = new FlaggerFixture("\"stepWeights\": [5, 20]");

    @Test
    void aWholeReleaseCallsTheHooksInFlaggersOrder() {
        flagger.targetSpec = "second";
        assertEquals(List.of(CONFIRM_ROLLOUT), flagger.tick());
        assertEquals(List.of(ROLLBACK, PRE_ROLLOUT, CONFIRM_TRAFFIC_INCREASE), flagger.tick());
        assertEquals(List.of(ROLLBACK, ROLLOUT, CONFIRM_TRAFFIC_INCREASE), flagger.tick());
        assertEquals(20, flagger.routes.canary());
        assertEquals(List.of(ROLLBACK, ROLLOUT, CONFIRM_TRAFFIC_INCREASE, CONFIRM_PROMOTION), flagger.tick());
        assertEquals(List.of(), flagger.tick(), "promoting");
        assertEquals(List.of(POST_ROLLOUT), flagger.tick(), "finalising");
        assertEquals(Phase.SUCCEEDED, flagger.phase());
        assertEquals("second", flagger.primarySpec);
        assertEquals(List.of(), flagger.tick(), "nothing is left to do");
    }

    @Test
    void nothingHappensWithoutANewRevision() {
        assertEquals(List.of(), flagger.tick());
        assertEquals(Phase.INITIALIZED, flagger.phase());
    }

    @Test
    void eventsTellTheStoryInFlaggersWords() {
        flagger.targetSpec = "second";
        assertEquals(List.of("Confirm-rollout check serin-confirm-rollout passed",
                "New revision detected! Scaling up podinfo.test"), flagger.tickForEvents());
        assertEquals(List.of("Rollback hook serin-rollback not signaling a rollback",
                "Starting canary analysis for podinfo.test", "Pre-rollout check serin-pre-rollout passed",
                "Confirm-traffic-increase check serin-confirm-traffic-increase passed",
                "Advance podinfo.test canary weight 5"), flagger.tickForEvents());
    }

    @Test
    void anEventSaysWhatWhenAndHowBadInItsMetadata() {
        flagger.targetSpec = "second";
        flagger.loop.tick();
        HookPayload event = flagger.hooks.drain().stream().filter(call -> call.type() == EVENT).reduce((a, b) -> b)
                .orElseThrow().payload();
        assertEquals("Normal", event.metadata().get("eventType"));
        assertEquals(Long.toString(flagger.clock.millis()), event.metadata().get("timestamp"));
        assertEquals(Phase.PROGRESSING, event.phase());
    }

    @Test
    void severalHooksOfOneTypeRunInOrderUntilTheFirstFailure() {
        flagger.progressingAt(5);
        flagger.canary.apply(FlaggerFixture.manifest("", "\"stepWeights\": [5, 20]",
                FlaggerFixture.hook(ROLLOUT, "{\"n\": \"1\"}") + "," + FlaggerFixture.hook(ROLLOUT, "{\"n\": \"2\"}") + ","
                        + FlaggerFixture.hook(ROLLOUT, "{\"n\": \"3\"}")));
        flagger.hooks.answer(ROLLOUT, payload -> payload.metadata().get("n").equals("2") ? 403 : 200);
        flagger.loop.tick();
        assertEquals(List.of("1", "2"),
                flagger.hooks.drain().stream().map(call -> call.payload().metadata().get("n")).toList());
        assertEquals(1, flagger.status().failedChecks());
    }

    @Test
    void aHookWithoutATypeIsARolloutHook() {
        flagger.progressingAt(5);
        flagger.canary
                .apply(FlaggerFixture.manifest("", "\"stepWeights\": [5, 20]", "{\"name\": \"x\", \"url\": \"http://x\"}"));
        assertEquals(List.of(ROLLOUT), flagger.tick());
    }

    @Test
    void onlyConfirmRolloutRollbackAndPostRolloutCarryTheRealPhase() {
        flagger.progressingAt(5).hooks.answer(CONFIRM_PROMOTION, 403);
        flagger.tick();
        flagger.tick();
        assertEquals(Phase.WAITING_PROMOTION, flagger.phase());
        flagger.loop.tick();
        List<ScriptedHooks.Call> calls = flagger.hooks.drain();
        assertEquals(Phase.WAITING_PROMOTION, phaseIn(calls, ROLLBACK));
        assertEquals(Phase.PROGRESSING, phaseIn(calls, ROLLOUT));
        assertEquals(Phase.PROGRESSING, phaseIn(calls, CONFIRM_PROMOTION));
    }

    @Test
    void afterARollbackThePostRolloutHookSaysFailed() {
        flagger.progressingAt(5).hooks.answer(ROLLBACK, 200);
        flagger.loop.tick();
        List<ScriptedHooks.Call> calls = flagger.hooks.drain();
        assertEquals(Phase.FAILED, phaseIn(calls, POST_ROLLOUT));
        assertTrue(calls.stream().noneMatch(call -> call.type() == ROLLOUT), "no analysis after the rollback hook said yes");
    }

    private static Phase phaseIn(List<ScriptedHooks.Call> calls, HookType type) {
        return calls.stream().filter(call -> call.type() == type).findFirst().orElseThrow().payload().phase();
    }
}

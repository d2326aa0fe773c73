package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Person;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Dwell;
import dev.serin.observation.Evidence;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;
import dev.serin.rollout.Outcome;

/** Every hook type against every decision and outage. The columns are what Flagger would read. */
class HookAnswerTest {

    private static final CanaryRef CANARY = new CanaryRef("prod", "podinfo");
    private static final Release RELEASE = new Release("66fd8c7b9b");
    private static final Weight FIVE = new Weight(5);
    private static final Weight TWENTY = new Weight(20);
    private static final String LIVE = "3f0c9a1d2b4e";
    private static final String NOT_LIVE = "000000000000";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            outcome               | confirm-rollout | pre-rollout | rollout | confirm-traffic-increase | confirm-promotion | rollback | post-rollout | event
            ADVANCE_LIVE          | 403             | 403         | 200     | 200                      | 403               | 403      | 200          | 200
            ADVANCE_NOT_LIVE      | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            ADVANCE_OTHER_RELEASE | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            FIRST_STEP_LIVE       | 200             | 200         | 200     | 200                      | 403               | 403      | 200          | 200
            FIRST_STEP_NOT_LIVE   | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            NO_PRIMARY_TELEMETRY  | 200             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            PROMOTE_LIVE          | 403             | 403         | 200     | 200                      | 200               | 403      | 200          | 200
            PROMOTE_NOT_LIVE      | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            HOLD                  | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            ROLLBACK              | 403             | 403         | 403     | 403                      | 403               | 200      | 200          | 200
            ROLLBACK_GIT_DOWN     | 403             | 403         | 403     | 403                      | 403               | 200      | 200          | 200
            RESET                 | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            RESET_GIT_DOWN        | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            PAUSED_AT_ZERO        | 403             | 200         | 200     | 403                      | 403               | 403      | 200          | 200
            PAUSED                | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            ADVANCED_BY_PERSON    | 403             | 403         | 200     | 200                      | 403               | 403      | 200          | 200
            PROMOTED_NOW          | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            ORDERED_DRY_ROLLBACK  | 403             | 403         | 403     | 403                      | 403               | 200      | 200          | 200
            IDLE_FRESH_LIVE       | 200             | 200         | 200     | 403                      | 403               | 403      | 200          | 200
            DRY_RUN_ADVANCE       | 200             | 200         | 200     | 200                      | 200               | 403      | 200          | 200
            DRY_RUN_ROLLBACK      | 200             | 200         | 200     | 200                      | 200               | 403      | 200          | 200
            BLIND                 | 403             | 403         | 200     | 403                      | 403               | 403      | 200          | 200
            UNKNOWN_CANARY        | 403             | 403         | 403     | 403                      | 403               | 403      | 403          | 403
            """)
    void answersEachHookByWhatBecameOfIt(Case outcome, int confirmRollout, int preRollout, int rollout,
            int confirmTrafficIncrease, int confirmPromotion, int rollback, int postRollout, int event) {
        Map<HookType, Integer> expected = Map.of(HookType.CONFIRM_ROLLOUT, confirmRollout, HookType.PRE_ROLLOUT, preRollout,
                HookType.ROLLOUT, rollout, HookType.CONFIRM_TRAFFIC_INCREASE, confirmTrafficIncrease,
                HookType.CONFIRM_PROMOTION, confirmPromotion, HookType.ROLLBACK, rollback,
                HookType.POST_ROLLOUT, postRollout, HookType.EVENT, event);
        for (HookType type : HookType.values()) {
            assertEquals(expected.get(type), HookAnswer.to(outcome.call(type), outcome.outcome()).status(),
                    type + " with " + outcome);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void everyAnswerIsOneLineThatSaysWhy(Case outcome) {
        for (HookType type : HookType.values()) {
            String text = HookAnswer.to(outcome.call(type), outcome.outcome()).text();
            assertFalse(text.isBlank(), type + " with " + outcome);
            assertFalse(text.contains("\n"), text);
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void trap03NoStatusThatFlaggerMisreadsIsEverUsed(Case outcome) {
        for (HookType type : HookType.values()) {
            int status = HookAnswer.to(outcome.call(type), outcome.outcome()).status();
            assertTrue(Set.of(200, 403).contains(status), type + " with " + outcome + " gave " + status);
        }
    }

    @Test
    void trap06TheTrafficGateOpensForTheFirstStepAndForThePromotionToo() {
        for (Case open : List.of(Case.FIRST_STEP_LIVE, Case.ADVANCE_LIVE, Case.PROMOTE_LIVE)) {
            assertEquals(200, statusOf(HookType.CONFIRM_TRAFFIC_INCREASE, open), open.toString());
        }
    }

    /** Each pre-rollout hook that fails counts towards the threshold, and the load tests among them run at every tick. */
    @Test
    void trap06AHeldFirstStepIsNoFailedPreRolloutCheck() {
        assertEquals(200, statusOf(HookType.PRE_ROLLOUT, Case.IDLE_FRESH_LIVE));
        assertEquals(403, statusOf(HookType.CONFIRM_TRAFFIC_INCREASE, Case.IDLE_FRESH_LIVE));
    }

    @Test
    void trap10ADecisionThatFluxHasNotAppliedOpensNoGate() {
        for (HookType gate : List.of(HookType.CONFIRM_TRAFFIC_INCREASE, HookType.CONFIRM_PROMOTION)) {
            HookAnswer answer = HookAnswer.to(Case.PROMOTE_NOT_LIVE.call(gate), Case.PROMOTE_NOT_LIVE.outcome());
            assertEquals(403, answer.status());
            assertEquals("hold: decision " + NOT_LIVE + " is in Git but not live yet", answer.text());
        }
    }

    @Test
    void trap17BlindnessBrakesTheGatesButIsNeitherAFailedCheckNorARollback() {
        assertEquals(403, statusOf(HookType.CONFIRM_TRAFFIC_INCREASE, Case.BLIND));
        assertEquals(200, statusOf(HookType.ROLLOUT, Case.BLIND));
        assertEquals(403, statusOf(HookType.ROLLBACK, Case.BLIND));
    }

    private static int statusOf(HookType type, Case outcome) {
        return HookAnswer.to(outcome.call(type), outcome.outcome()).status();
    }

    @Test
    void trap12AListThatLetsFlaggerJumpIsHaltedWhereNoGateBrakes() {
        assertEquals(403, rolloutWithLiveList(List.of(20, 20), Set.of()), "the weight of 5 % is not on it");
        assertEquals(403, rolloutWithLiveList(List.of(5), Set.of()), "it ends where the canary is");
        assertEquals(200, rolloutWithLiveList(List.of(5, 20, 20), Set.of()), "it holds at 20 %");
        assertEquals(200, rolloutWithLiveList(List.of(20, 20), Set.of(HookType.CONFIRM_TRAFFIC_INCREASE)), "a gate brakes");
    }

    private static int rolloutWithLiveList(List<Integer> live, Set<HookType> hooks) {
        Approval approval = known(TWENTY, Action.ADVANCE, RELEASE, LIVE);
        Ruling ruling = new Ruling(LIVE, CANARY, RELEASE, hold(), Proposal.hold(FIVE, "wanted"), List.of(),
                new PolicyRef("test", "0".repeat(64)), "0".repeat(64));
        Outcome outcome = new Outcome.Decided(ruling, observation(approval, counted(), live, hooks),
                new Change.Unchanged("a hold"), approval);
        return HookAnswer.to(new Trigger.HookCall(HookType.ROLLOUT, CANARY, Phase.PROGRESSING, RELEASE, Map.of()), outcome)
                .status();
    }

    @Test
    void aLongReasonIsCutToOneReadableLine() {
        HookAnswer answer = new HookAnswer(403, "first\nsecond " + "x".repeat(900));
        assertTrue(answer.text().startsWith("first second xxx"));
        assertEquals(500, answer.text().length());
    }

    /** Flagger echoes the commit that it executes: the newest one where that has the live id, an older one otherwise. */
    private static DecisionStamp echo(Approval approval) {
        DecisionStamp older = new DecisionStamp(Action.RESET, FIVE, FIVE, Release.ANY, "111111111111");
        return approval.newestStamp().filter(stamp -> stamp.id().equals(LIVE)).orElse(older);
    }

    private enum Case {
        ADVANCE_LIVE(advance(), known(TWENTY, Action.ADVANCE, RELEASE, LIVE)),
        ADVANCE_NOT_LIVE(advance(), known(TWENTY, Action.ADVANCE, RELEASE, NOT_LIVE)),
        ADVANCE_OTHER_RELEASE(advance(), known(TWENTY, Action.ADVANCE, new Release("other"), LIVE)),
        FIRST_STEP_LIVE(new Decision.Advance(Weight.ZERO, FIVE, "the first step"), fresh(LIVE)),
        FIRST_STEP_NOT_LIVE(new Decision.Advance(Weight.ZERO, FIVE, "the first step"), fresh(NOT_LIVE)),
        NO_PRIMARY_TELEMETRY(hold(), fresh(LIVE), VersionReading.missing("no series")),
        PROMOTE_LIVE(new Decision.Promote(TWENTY, "proven"), known(TWENTY, Action.PROMOTE, RELEASE, LIVE)),
        PROMOTE_NOT_LIVE(new Decision.Promote(TWENTY, "proven"), known(TWENTY, Action.PROMOTE, RELEASE, NOT_LIVE)),
        HOLD(hold(), known(TWENTY, Action.ADVANCE, RELEASE, LIVE)),
        ROLLBACK(rollback(), known(TWENTY, Action.ROLLBACK, RELEASE, NOT_LIVE)),
        ROLLBACK_GIT_DOWN(rollback(), new Approval.Unknown("Git is away"), new Change.Failed("Git is away")),
        RESET(new Decision.Reset(Weight.ZERO, FIVE, "made fresh"), fresh(NOT_LIVE)),
        RESET_GIT_DOWN(new Decision.Reset(Weight.ZERO, FIVE, "made fresh"), fresh(LIVE), new Change.Failed("Git is away")),
        PAUSED_AT_ZERO(new Decision.Hold(Weight.ZERO, "alice is in charge"), byAlice(Action.HOLD, 5, 5)),
        PAUSED(hold(), byAlice(Action.HOLD, 5, 20, 20)),
        ADVANCED_BY_PERSON(advance(), byAlice(Action.ADVANCE, 5, 20, 20)),
        PROMOTED_NOW(new Decision.PromoteNow(FIVE, "it is urgent"), byAlice(Action.PROMOTE_NOW, 5, 20, 20)),
        ORDERED_DRY_ROLLBACK(rollback(), new Approval.Foreign("stepWeight is hand-written", "0".repeat(40))),
        IDLE_FRESH_LIVE(hold(), fresh(LIVE)),
        DRY_RUN_ADVANCE(advance(), known(TWENTY, Action.ADVANCE, RELEASE, NOT_LIVE), withheld()),
        DRY_RUN_ROLLBACK(rollback(), known(TWENTY, Action.ADVANCE, RELEASE, NOT_LIVE), withheld()),
        BLIND(new Outcome.Blind("Prometheus is away")),
        UNKNOWN_CANARY(new Outcome.UnknownCanary(CANARY));

        private final Outcome outcome;

        Case(Outcome outcome) {
            this.outcome = outcome;
        }

        Case(Decision decision, Approval approval) {
            this(decision, approval, counted(), new Change.Unchanged("as in Git"), List.of());
        }

        Case(Decision decision, Approval approval, VersionReading primary) {
            this(decision, approval, primary, new Change.Unchanged("as in Git"), List.of());
        }

        Case(Decision decision, Approval approval, Change change) {
            this(decision, approval, counted(), change, List.of());
        }

        Case(Decision decision, Approval approval, List<Verdict> verdicts) {
            this(decision, approval, counted(), new Change.Withheld("dry run"), verdicts);
        }

        Case(Decision decision, Approval approval, VersionReading primary, Change change, List<Verdict> verdicts) {
            Ruling ruling = new Ruling(LIVE, CANARY, RELEASE, decision, Proposal.hold(decision.from(), "wanted"), verdicts,
                    new PolicyRef("test", "0".repeat(64)), "0".repeat(64));
            this.outcome = new Outcome.Decided(ruling, observation(approval, primary), change, approval);
        }

        Outcome outcome() {
            return outcome;
        }

        Trigger.HookCall call(HookType type) {
            Approval approval = outcome instanceof Outcome.Decided decided ? decided.approval()
                    : new Approval.Unknown("nothing was decided");
            return new Trigger.HookCall(type, CANARY, Phase.PROGRESSING, RELEASE,
                    Map.of(DecisionStamp.METADATA_KEY, echo(approval).toString()));
        }
    }

    private static Decision advance() {
        return new Decision.Advance(FIVE, TWENTY, "strong evidence");
    }

    private static Decision hold() {
        return new Decision.Hold(TWENTY, "needs 900 more requests");
    }

    private static Decision rollback() {
        return new Decision.Rollback(TWENTY, "errors 5 % against 0.1 %");
    }

    private static List<Verdict> withheld() {
        return List.of(new Verdict.Withhold("dry-run", "only recorded"));
    }

    private static Approval byAlice(Action action, Integer... path) {
        DecisionStamp stamp = new DecisionStamp(action, FIVE, TWENTY, RELEASE, LIVE, Optional.of(new Person("alice")),
                Optional.of(Instant.parse("2026-11-22T13:00:00Z")));
        return new Approval.Known(new StepWeights(List.of(path)), Optional.of(stamp), "0".repeat(40));
    }

    private static Approval fresh(String id) {
        DecisionStamp stamp = new DecisionStamp(Action.RESET, FIVE, FIVE, Release.ANY, id);
        return new Approval.Known(StepWeights.holdingAt(FIVE), Optional.of(stamp), "0".repeat(40));
    }

    private static Approval known(Weight ceiling, Action action, Release release, String id) {
        StepWeights path = new StepWeights(List.of(5, ceiling.percent(), ceiling.percent()));
        return new Approval.Known(path, Optional.of(new DecisionStamp(action, FIVE, ceiling, release, id)), "0".repeat(40));
    }

    private static VersionReading counted() {
        return new VersionReading(new Reading.Value(100), new Reading.Value(0), Optional.empty(),
                new Reading.NoData("not asked"));
    }

    private static Observation observation(Approval approval, VersionReading primary) {
        return observation(approval, primary, List.of(5, 5), Set.of());
    }

    private static Observation observation(Approval approval, VersionReading primary, List<Integer> live, Set<HookType> hooks) {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        CanaryState canary = new CanaryState(CANARY, Phase.PROGRESSING, FIVE, 0, Duration.ofSeconds(30), live,
                Optional.empty(), hooks, new CanaryState.Workload("istio", "podinfo", "podinfo", Optional.empty()),
                Map.of());
        Interval interval = new Interval(now, Duration.ofSeconds(30), counted(), primary, Map.of());
        return new Observation(now, canary, RELEASE, approval, interval, Evidence.none(), now, new Dwell(now, 0), List.of());
    }
}

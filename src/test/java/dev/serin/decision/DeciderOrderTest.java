package dev.serin.decision;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.RELEASE;
import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Charge;
import dev.serin.canary.HookType;
import dev.serin.canary.Order;
import dev.serin.canary.Order.Kind;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Proposal;

/** What becomes of a person's order, and of the policy while a person is in charge. */
class DeciderOrderTest {

    private static final Proposal ROLLBACK = Proposal.rollback("31 errors against 2");
    private static final Proposal TO_45 = Proposal.advance(new Weight(45), "no worse than the primary");
    private static final Decider WANTS_45 = Deciders.wanting(TO_45);
    private static final String PAUSED = "hold 20-20 " + RELEASE + " aaaaaaaaaaaa by alice until " + Orders.UNTIL;

    @Test
    void aPauseIsACommittedHoldWithThePolicysAdvice() {
        Ruling ruling = granted(WANTS_45, progressing().build(), Orders.of(Kind.PAUSE));
        assertEquals(new Decision.Hold(new Weight(20), "pause at 20 %, ordered by alice, in charge until " + Orders.UNTIL
                + ": checkout is down"), ruling.decision());
        assertFalse(ruling.changesNothing());
        assertEquals(TO_45, ruling.wanted());
        assertEquals("hold 20-20 " + RELEASE + " " + ruling.id() + " by alice until " + Orders.UNTIL,
                ruling.stamp().toString());
    }

    @Test
    void givingBackLeavesNobodyInCharge() {
        Ruling ruling = granted(WANTS_45, paused().build(), Orders.by(Orders.BOB, Kind.RESUME, "aaaaaaaaaaaa"));
        assertEquals("hold 20-20 " + RELEASE + " " + ruling.id() + " by bob", ruling.stamp().toString());
        assertEquals("nobody is in charge: the policy decides already",
                refused(WANTS_45, progressing().build(), Orders.of(Kind.RESUME)));
    }

    @Test
    void anAdvanceThatTheGuardrailsPassIsGrantedWhateverThePolicyWants() {
        Ruling ruling = granted(Deciders.wanting(ROLLBACK), progressing().build(), Orders.advance(45));
        assertEquals(Action.ADVANCE, ruling.decision().action());
        assertEquals(new Weight(45), ruling.decision().to());
        assertEquals(ROLLBACK, ruling.wanted());
        assertEquals(new Charge(Orders.ALICE, NOW.plusSeconds(3600), ruling.id()), ruling.charge().orElseThrow());
    }

    @Test
    void anAdvanceThatTheGuardrailsCutIsRefusedWithTheirNumbers() {
        assertEquals("maximum-step: 25 of at most 10 points; at most 30 % now",
                refused(WANTS_45, progressing().annotation("serin.dev/maximum-step", "10").build(), Orders.advance(45)));
        assertTrue(refused(WANTS_45, progressing().dwell(Duration.ofSeconds(1), 5000).build(), Orders.advance(45))
                .startsWith("minimum-time-at-weight: "));
        assertTrue(refused(WANTS_45, progressing().canary(VersionReading.missing("Prometheus is away")).build(),
                Orders.advance(45)).startsWith("no-data-no-advance: "));
        assertTrue(refused(WANTS_45, progressing().canary(counted(1000, 900)).build(), Orders.advance(45))
                .startsWith("error-ceiling: "));
    }

    @Test
    void anAdvanceBesideTheApprovedPathIsRefused() {
        Observation seen = progressing().path("advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 45, 45).build();
        assertTrue(refused(WANTS_45, seen, Orders.advance(30)).startsWith("the path [5, 20, 45, 45] approves more already"));
        assertEquals(new Weight(45), granted(WANTS_45, seen, Orders.advance(45)).decision().to(), "that far it is approved");
    }

    @Test
    void aPromotionIsGrantedOnlyAtTheEndOfThePath() {
        Observation atTheEnd = progressing().at(50).path("advance 20-50 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 50, 50).build();
        assertEquals(Action.PROMOTE, granted(WANTS_45, atTheEnd, Orders.of(Kind.PROMOTE)).decision().action());
        Observation before = progressing().at(50).path("advance 20-50 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 50, 60, 60).build();
        assertTrue(refused(WANTS_45, before, Orders.of(Kind.PROMOTE)).contains("is not at its end yet"));
        assertTrue(refused(WANTS_45, progressing().build(), Orders.of(Kind.PROMOTE)).startsWith("maximum-weight: "));
    }

    @Test
    void promotingNowPassesTheGuardrails() {
        Observation blind = progressing().canary(VersionReading.missing("Prometheus is away")).build();
        Ruling ruling = granted(Deciders.neverAsking(), blind, Orders.of(Kind.PROMOTE_NOW));
        assertEquals("promote-now 20-100 " + RELEASE + " " + ruling.id() + " by alice", ruling.stamp().toString());
        Observation after = progressing().path(ruling.stamp().toString(), 5, 20, 20).canary(counted(1000, 900)).build();
        assertEquals(Action.PROMOTE_NOW, Deciders.neverAsking().decide(after).decision().action(), "it stands");
        Observation smallest = progressing().hooks(HookType.PRE_ROLLOUT, HookType.ROLLOUT).build();
        assertTrue(refused(WANTS_45, smallest, Orders.of(Kind.PROMOTE_NOW)).startsWith("without a confirm-rollout hook"));
    }

    /** Blind, frozen, in a dry run, without a policy, on hand-written weights, without Git: a rollback goes through. */
    @Test
    void aRollbackAlwaysGoesThrough() {
        List<Observations> worst = List.of(progressing().canary(VersionReading.missing("Prometheus is away")),
                progressing().annotation("serin.dev/freeze", "2026-01-01T00:00Z/2027-01-01T00:00Z"),
                progressing().annotation("serin.dev/dry-run", "true"),
                progressing().approval(new Approval.Foreign("stepWeight is hand-written", "c0ffee")),
                progressing().approval(new Approval.Unknown("Git is away")), progressing().at(0), paused(),
                progressing().annotation("serin.dev/maximum-step", "lots"));
        for (Observations seen : worst) {
            Ruling ruling = granted(Deciders.neverAsking(), seen.build(), Orders.by(Orders.BOB, Kind.ROLLBACK, "-"));
            assertEquals(Action.ROLLBACK, ruling.decision().action());
            assertFalse(ruling.isWithheld());
        }
    }

    @Test
    void inADryRunAPersonsRollbackStandsAndNothingElseIsPossible() {
        Observations dry = progressing().annotation("serin.dev/dry-run", "true");
        assertTrue(refused(WANTS_45, dry.build(), Orders.of(Kind.PAUSE)).startsWith("dry-run: "));
        Ruling ruling = granted(WANTS_45, dry.build(), Orders.of(Kind.ROLLBACK));
        Observation after = dry.path(ruling.stamp().toString(), 5, 20, 20).build();
        assertFalse(WANTS_45.decide(after).isWithheld(), "the hook brakes");
        Observation byHand = dry.path("rollback 20-0 - 000000000000", 5, 20, 20).build();
        assertTrue(WANTS_45.decide(byHand).isWithheld(), "a stamp without a person does not");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOrderForAnotherReleaseOrWithoutOneIsRefused(Kind kind) {
        if (kind != Kind.ADVANCE) {
            assertEquals("this link is of release 7d44c5f9aa, now " + RELEASE + " is under way: look at it first",
                    refused(WANTS_45, progressing().build(), Orders.of(kind, new Release("7d44c5f9aa"))));
            assertEquals("no release is under way: the canary is Succeeded",
                    refused(WANTS_45, Observations.idle(Phase.SUCCEEDED).build(), Orders.of(kind)));
            assertTrue(refused(WANTS_45, progressing().phase(Phase.PROMOTING).build(), Orders.of(kind))
                    .startsWith("the promotion is under way"));
            assertTrue(refused(WANTS_45, progressing().hooks().build(), Orders.of(kind)).startsWith("no hook of this Canary"));
        }
    }

    @Test
    void theSecondOfTwoPeopleSeesThatTheFirstWasFaster() {
        String refusal = refused(WANTS_45, paused().build(), Orders.by(Orders.BOB, Kind.PROMOTE, "-"));
        assertEquals("alice was faster: paused at 20 % until " + Orders.UNTIL + ", decision aaaaaaaaaaaa; look at it first",
                refusal);
        granted(WANTS_45, paused().build(), Orders.by(Orders.BOB, Kind.RESUME, "aaaaaaaaaaaa"));
    }

    @Test
    void thePolicysCommitsInBetweenDoNotMatter() {
        granted(WANTS_45, progressing().build(), Orders.by(Orders.BOB, Kind.PAUSE, "aaaaaaaaaaaa"));
    }

    @Test
    void theSameKeyIsTheSameDecisionWhateverIsSeen() {
        String id = granted(WANTS_45, progressing().build(), Orders.of(Kind.PAUSE)).id();
        Observation later = progressing().time(NOW.plusSeconds(60)).at(5).build();
        assertEquals(id, granted(Deciders.wanting(ROLLBACK), later, Orders.of(Kind.PAUSE)).id());
        assertNotEquals(id, granted(WANTS_45, later, Orders.by(Orders.BOB, Kind.PAUSE, "-")).id());
        Observation there = progressing()
                .path("hold 20-20 " + RELEASE + " " + id + " by alice until " + Orders.UNTIL, 5, 20, 20)
                .build();
        assertEquals(id, granted(WANTS_45, there, Orders.of(Kind.PAUSE)).id(), "it is not its own rival");
    }

    @Test
    void aChargeInThePastIsRefused() {
        Observation late = progressing().time(NOW.plusSeconds(3600)).build();
        assertTrue(refused(WANTS_45, late, Orders.of(Kind.PAUSE)).endsWith("is not in the future"));
    }

    @Test
    void whileAPersonIsInChargeThePolicyOnlyAdvises() {
        for (Proposal wanted : List.of(TO_45, ROLLBACK, Proposal.promote("as good"))) {
            Ruling ruling = Deciders.wanting(wanted).decide(paused().build());
            assertEquals(Action.HOLD, ruling.decision().action());
            assertTrue(ruling.decision().reason().startsWith("hold at 20 %: alice is in charge until " + Orders.UNTIL
                    + "; wanted to "), ruling.decision().reason());
            assertEquals(wanted, ruling.wanted());
            assertTrue(ruling.changesNothing());
        }
    }

    @Test
    void theAdviceComesWithItsExplanation() {
        Ruling ruling = WANTS_45.decide(paused().build());
        assertTrue(WANTS_45.explained(ruling, paused().build()).explanation().isPresent());
        Ruling order = granted(WANTS_45, progressing().build(), Orders.of(Kind.PAUSE));
        assertTrue(WANTS_45.explained(order, progressing().build()).explanation().isPresent());
        Ruling rollback = granted(Deciders.neverAsking(), progressing().build(), Orders.of(Kind.ROLLBACK));
        assertEquals(rollback, Deciders.neverAsking().explained(rollback, progressing().build()));
    }

    @Test
    void theCeilingsStillBrake() {
        Ruling ruling = WANTS_45.decide(paused().canary(counted(1000, 900)).build());
        assertEquals(Action.ROLLBACK, ruling.decision().action());
        assertEquals(Optional.empty(), ruling.stamp().by(), "that is no order of hers");
    }

    @Test
    void theRollbackDeadlineWaitsForThePersonInCharge() {
        Observations old = paused().age(Duration.ofDays(2));
        assertEquals(Action.HOLD, WANTS_45.decide(old.build()).decision().action());
        assertEquals(Action.ROLLBACK, WANTS_45.decide(old.time(NOW.plusSeconds(3600)).build()).decision().action());
    }

    @Test
    void theApprovedStepIsTakenAsLongAsTheGuardrailsLetItPass() {
        String stamp = "advance 20-45 " + RELEASE + " aaaaaaaaaaaa by alice until " + Orders.UNTIL;
        Observations approved = progressing().path(stamp, 5, 20, 45, 45);
        Decider wantsRollback = Deciders.wanting(ROLLBACK);
        assertEquals(new Weight(45), wantsRollback.decide(approved.build()).decision().to());
        Ruling held = wantsRollback.decide(approved.canary(VersionReading.missing("Prometheus is away")).build());
        assertEquals(Action.HOLD, held.decision().action());
        assertTrue(held.decision().reason().contains("does not pass now: no-data-no-advance"), held.decision().reason());
        Observation taken = progressing().at(45).path(stamp, 5, 20, 45, 45).build();
        assertEquals(Action.HOLD, Deciders.wanting(Proposal.promote("as good")).decide(taken).decision().action());
    }

    @Test
    void theApprovedPromotionIsTaken() {
        String stamp = "promote 50-100 " + RELEASE + " aaaaaaaaaaaa by alice until " + Orders.UNTIL;
        Observation seen = progressing().at(50).path(stamp, 5, 20, 50).build();
        assertEquals(Action.PROMOTE, Deciders.wanting(ROLLBACK).decide(seen).decision().action());
    }

    @Test
    void afterTheirTimeOrForTheNextReleaseThePolicyDecides() {
        assertEquals(Action.ADVANCE, WANTS_45.decide(paused().time(NOW.plusSeconds(3600)).build()).decision().action());
        Observation next = paused().at(0).release(new Release("7d44c5f9aa")).build();
        assertEquals(Action.RESET, WANTS_45.decide(next).decision().action());
    }

    @Test
    void aPathThatMustBePutRightKeepsThePersonInCharge() {
        Ruling ruling = WANTS_45.decide(paused().at(10).build());
        assertEquals("reset 10-10 " + RELEASE + " " + ruling.id() + " by alice until " + Orders.UNTIL,
                ruling.stamp().toString());
    }

    @Test
    void whoPausesBeforeTheFirstTrafficNeedsNoFreshPath() {
        Observation seen = Observations.starting()
                .path("hold 0-0 " + RELEASE + " aaaaaaaaaaaa by alice until " + Orders.UNTIL, 5, 5).build();
        assertEquals(Action.HOLD, WANTS_45.decide(seen).decision().action());
    }

    private static Observations paused() {
        return progressing().path(PAUSED, 5, 20, 20);
    }

    private static Ruling granted(Decider decider, Observation seen, Order order) {
        return assertInstanceOf(Reply.Granted.class, decider.decide(seen, order)).ruling();
    }

    private static String refused(Decider decider, Observation seen, Order order) {
        return assertInstanceOf(Reply.Refused.class, decider.decide(seen, order)).reason();
    }
}

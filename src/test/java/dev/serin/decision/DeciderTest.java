package dev.serin.decision;

import static dev.serin.observation.Observations.NOW;
import static dev.serin.observation.Observations.RELEASE;
import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Alert;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Opinion;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** A release in analysis on a good path. Decisions are written {@code advance 20-45}. */
class DeciderTest {

    private static final Proposal HOLD = Proposal.hold(new Weight(20), "evidence 0.4 of 1");
    private static final Proposal TO_45 = Proposal.advance(new Weight(45), "evidence 1.2 of 1");
    private static final Proposal PROMOTE = Proposal.promote("evidence 3 of 1");
    private static final Proposal ROLLBACK = Proposal.rollback("31 errors against 2");

    private static final String APPROVED_45 = "advance 20-45 " + RELEASE + " 0000000000ab";
    private static final String PROMOTED = "promote 50-100 " + RELEASE + " 0000000000ac";

    @Test
    void theWordsOfThePolicyAreTheReasonWhereNothingObjects() {
        Ruling ruling = Deciders.wanting(TO_45).decide(progressing().build());
        assertDecision("advance 20-45", "evidence 1.2 of 1", ruling);
        assertEquals(TO_45, ruling.wanted());
        assertEquals(Guardrails.IN_ORDER.size(), ruling.verdicts().size());
        assertEquals("always", ruling.policy().name());
        assertEquals("d".repeat(64), ruling.observationDigest());
    }

    @Test
    void aPolicyThatFailsHoldsAndTheCeilingsStillRollBack() {
        assertDecision("hold 20-20", "hold at 20 %: the policy failed: the model gave no probabilities",
                Deciders.failing().decide(progressing().build()));
        Ruling ruling = Deciders.failing().decide(progressing().canary(Observations.counted(100, 50)).build());
        assertEquals(Action.ROLLBACK, ruling.decision().action());
    }

    @Test
    void aRuleThatObjectsStandsInTheReasonWithItsNumbers() {
        Observation seen = progressing().dwell(Duration.ofSeconds(35), 5000).build();
        assertDecision("hold 20-20",
                "hold at 20 %: minimum-time-at-weight: 35 s of 60 s; wanted to advance to 45 %: evidence 1.2 of 1",
                Deciders.wanting(TO_45).decide(seen));
    }

    @Test
    void everyRuleThatObjectsIsNamed() {
        assertDecision("advance 5-35",
                "advance to 35 %: maximum-weight: at most 50 % before promotion; maximum-step: 45 of at most 30 points; "
                        + "wanted to promote: evidence 3 of 1",
                Deciders.wanting(PROMOTE).decide(progressing().at(5).path("reset 0-5 - 00000000000a", 5, 5).build()));
    }

    @Test
    void aReleaseStartsWithTheFirstWeight() {
        assertDecision("advance 0-5", "advance to 5 %: first-weight: 5 % instead of 45 %; wanted to advance to 45 %: "
                + "evidence 1.2 of 1", Deciders.wanting(TO_45).decide(starting().build()));
    }

    @Test
    void aPromotionStartsAtTheMaximumWeight() {
        Observation seen = progressing().at(50).path("advance 20-50 " + RELEASE + " 0000000000ab", 5, 20, 50, 50).build();
        assertDecision("promote 50-100", "evidence 3 of 1", Deciders.wanting(PROMOTE).decide(seen));
    }

    @Test
    void anApprovedStepIsTakenBeforeAFurtherOneIsApproved() {
        Observation seen = progressing().at(20).path(APPROVED_45, 5, 20, 45, 45).build();
        Proposal further = Proposal.advance(new Weight(50), "evidence 2 of 1");
        assertDecision("advance 20-45", "evidence 1.2 of 1", Deciders.wanting(TO_45).decide(seen));
        assertDecision("advance 20-45",
                "advance to 45 %: approved already; wanted to advance to 50 %: evidence 2 of 1",
                Deciders.wanting(further).decide(seen));
        assertDecision("advance 20-45", "advance to 45 %: approved already; wanted to promote: evidence 3 of 1",
                Deciders.wanting(PROMOTE).decide(seen));
    }

    @Test
    void holdingBrakesAnApprovedStep() {
        Observation seen = progressing().at(20).path(APPROVED_45, 5, 20, 45, 45).build();
        assertDecision("hold 20-20", "evidence 0.4 of 1", Deciders.wanting(HOLD).decide(seen));
    }

    @Test
    void anApprovedStepThatTheLimitsForbidByNowIsBraked() {
        Observation seen = progressing().at(20).path(APPROVED_45, 5, 20, 45, 45).annotation("serin.dev/maximum-step", "10")
                .build();
        Ruling ruling = Deciders.wanting(TO_45).decide(seen);
        assertDecision("hold 20-20", "hold at 20 %: the approved step to 45 % no longer passes: maximum-step: "
                + "25 of at most 10 points; wanted to advance to 45 %: evidence 1.2 of 1", ruling);
    }

    @Test
    void anApprovedPromotionStandsWhileItIsWanted() {
        Observation seen = progressing().at(50).path(PROMOTED, 5, 20, 50).build();
        assertDecision("promote 50-100", "evidence 3 of 1", Deciders.wanting(PROMOTE).decide(seen));
        assertEquals("hold 50-50", words(Deciders.wanting(Proposal.hold(new Weight(50), "wait")).decide(seen)));
    }

    @Test
    void anApprovedPromotionIsBrakedWhenOnlyAnAdvanceIsWanted() {
        Observation seen = progressing().at(45).path("promote 45-100 " + RELEASE + " 0000000000ac", 5, 20, 45).build();
        Proposal further = Proposal.advance(new Weight(50), "evidence 1 of 1");
        assertDecision("hold 45-45", "hold at 45 %: promotion is approved but not wanted any more; "
                + "wanted to advance to 50 %: evidence 1 of 1", Deciders.wanting(further).decide(seen));
    }

    @Test
    void aRollbackNeedsNothingButThePolicy() {
        assertDecision("rollback 20-0", "31 errors against 2", Deciders.wanting(ROLLBACK).decide(progressing().build()));
    }

    @Test
    void aCeilingRollsBackWhateverThePolicyWants() {
        Observation seen = progressing().canary(counted(1000, 400)).build();
        assertDecision("rollback 20-0", "roll back: error-ceiling: 400 of 1000 requests failed, 40 % of at most 25 %; "
                + "wanted to promote: evidence 3 of 1", Deciders.wanting(PROMOTE).decide(seen));
    }

    @Test
    void aRollbackOnceDecidedStands() {
        Observation seen = progressing().path("rollback 20-0 " + RELEASE + " 0000000000ad", 5, 20, 20).build();
        assertDecision("rollback 20-0", "decision 0000000000ad to roll this release back stands",
                Deciders.neverAsking().decide(seen));
    }

    @Test
    void blindnessHoldsAndSaysWhatIsMissing() {
        Observation seen = progressing().canary(VersionReading.missing("requests of podinfo: Prometheus\n timed out")).build();
        assertDecision("hold 20-20", "hold at 20 %: no-data-no-advance: requests of podinfo: Prometheus timed out; "
                + "wanted to advance to 45 %: evidence 1.2 of 1", Deciders.wanting(TO_45).decide(seen));
        assertDecision("hold 20-20", "hold at 20 %: no data: requests of podinfo: Prometheus timed out; "
                + "wanted to hold at 20 %: evidence 0.4 of 1", Deciders.wanting(HOLD).decide(seen));
    }

    @Test
    void withoutGitACanaryIsOnlyRolledBack() {
        Approval unknown = new Approval.Unknown("the server did not answer in 2 s");
        Observation seen = progressing().approval(unknown).build();
        Observation sick = progressing().approval(unknown).canary(counted(1000, 400)).build();
        assertDecision("hold 20-20", "Git cannot be read: the server did not answer in 2 s",
                Deciders.wanting(TO_45).decide(seen));
        assertEquals("rollback 20-0", words(Deciders.wanting(ROLLBACK).decide(seen)));
        assertEquals("rollback 20-0", words(Deciders.wanting(TO_45).decide(sick)));
    }

    @Test
    void badAnnotationsHoldAndAreNamed() {
        Observation seen = progressing().annotation("serin.dev/maximum-step", "huge").build();
        Ruling ruling = Deciders.wanting(TO_45).decide(seen);
        assertEquals("hold 20-20", words(ruling));
        assertTrue(ruling.decision().reason().contains("serin.dev/maximum-step cannot be read"), ruling.decision().reason());
        assertEquals("rollback 20-0", words(Deciders.wanting(ROLLBACK).decide(seen)));
    }

    @Test
    void aDryRunDecidesAsAlwaysAndIsWithheld() {
        Observation seen = progressing().annotation("serin.dev/dry-run", "true").build();
        Ruling ruling = Deciders.wanting(TO_45).decide(seen);
        assertDecision("advance 20-45", "evidence 1.2 of 1", ruling);
        assertTrue(ruling.isWithheld());
        assertFalse(Deciders.wanting(TO_45).decide(progressing().build()).isWithheld());
    }

    @Test
    void aDryRunLooksOnWhileTheWeightsAreHandWritten() {
        Observation seen = progressing().approval(new Approval.Foreign("stepWeight is hand-written", "c0ffee"))
                .annotation("serin.dev/dry-run", "true").build();
        assertEquals("advance 20-45", words(Deciders.wanting(TO_45).decide(seen)));
        assertEquals("rollback 20-0", words(Deciders.wanting(ROLLBACK).decide(seen)));
    }

    @Test
    void thePolicyIsToldWhatTheGuardrailsPermit() {
        AtomicReference<Boolean> promotePermitted = new AtomicReference<>();
        Policy curious = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("curious", "c".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                promotePermitted.set(permitted.test(PROMOTE));
                return HOLD;
            }
        };
        new Decider(curious, new Guardrails(Limits.defaults()), seen -> "").decide(progressing().build());
        assertEquals(false, promotePermitted.get());
    }

    @Test
    void whoDecidesInsteadOfAnotherIsNamed() {
        PolicyRef other = new PolicyRef("other", "b".repeat(64));
        Policy stepsAside = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("chosen", "c".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                return HOLD;
            }

            @Override
            public Opinion consult(Observation observation, Predicate<Proposal> permitted) {
                return new Opinion(other, HOLD);
            }
        };
        Decider decider = new Decider(stepsAside, new Guardrails(Limits.defaults()), seen -> "");
        assertEquals(other, decider.decide(progressing().build()).policy());
    }

    @Test
    void anExplanationAddsToTheRulingAndChangesNothingOfIt() {
        Decider decider = Deciders.wanting(TO_45);
        Ruling plain = decider.decide(progressing().build());
        Ruling explained = decider.explained(plain, progressing().build());
        assertTrue(plain.explanation().isEmpty());
        assertTrue(explained.explanation().isPresent());
        assertEquals(plain, new Ruling(explained.id(), explained.canary(), explained.release(), explained.decision(),
                explained.wanted(), explained.verdicts(), explained.policy(), explained.observationDigest()));
    }

    @Test
    void whereNoPolicyWasAskedThereIsNothingToExplain() {
        Decider decider = Deciders.neverAsking();
        for (Observation seen : List.of(Observations.idle(Phase.SUCCEEDED).build(),
                progressing().path("rollback 20-0 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 20).build())) {
            Ruling ruling = decider.decide(seen);
            assertEquals(ruling, decider.explained(ruling, seen));
        }
    }

    @Test
    void cautionThatCannotBeReadHoldsTheCanaryButDoesNotSaveASickOne() {
        Observation seen = progressing().annotation("serin.dev/caution", "much").build();
        Ruling held = Deciders.wanting(TO_45).decide(seen);
        assertEquals("hold 20-20", words(held));
        assertTrue(held.decision().reason().contains("serin.dev/caution cannot be read: write a number from -10 to 10"),
                held.decision().reason());
        assertEquals("rollback 20-0", words(Deciders.wanting(ROLLBACK).decide(seen)));
    }

    @Test
    void theSameObservationGivesTheSameRuling() {
        Decider decider = Deciders.wanting(TO_45);
        Decider replica = Deciders.wanting(TO_45);
        Ruling first = decider.decide(progressing().build());
        assertEquals(first, decider.decide(progressing().build()));
        assertEquals(first, replica.decide(progressing().build()));
        assertTrue(first.id().matches("[0-9a-f]{12}"), first.id());
    }

    @Test
    void theNameDependsOnWhatWasDecidedAndOnWhat() {
        String id = Deciders.wanting(TO_45).decide(progressing().build()).id();
        assertNotEquals(id, Deciders.wanting(HOLD).decide(progressing().build()).id());
        assertNotEquals(id, Deciders.wanting(TO_45).decide(progressing().intervalEnd(NOW.minusSeconds(60)).build()).id());
        assertNotEquals(id, Deciders.wanting(TO_45).decide(progressing()
                .path("advance 5-20 " + RELEASE + " 0000000000ff", 5, 20, 20).build()).id());
        assertNotEquals(id, Deciders.wanting(TO_45).decide(progressing().release(new Release("b2"))
                .path("advance 5-20 b2 3f0c9a1d2b4e", 5, 20, 20).build()).id());
        assertNotEquals(id,
                Deciders.wanting(TO_45).decide(progressing().alert("info", Alert.Role.CANARY, Duration.ZERO).build())
                        .id());
        assertEquals(id, Deciders.wanting(TO_45).decide(progressing().time(NOW.plusSeconds(3)).intervalEnd(NOW).build()).id(),
                "a replica that looks three seconds later at the same interval decides the same");
    }

    @Test
    void aWithheldRulingKeepsItsVerdict() {
        Ruling idle = Deciders.neverAsking().decide(starting().phase(Phase.SUCCEEDED)
                .path("", 5, 5).annotation("serin.dev/dry-run", "true").build());
        assertEquals("reset 0-5", words(idle));
        assertTrue(idle.verdicts().get(0) instanceof Verdict.Withhold);
    }

    private static void assertDecision(String words, String reason, Ruling ruling) {
        assertEquals(words, words(ruling), ruling.decision().reason());
        assertEquals(reason, ruling.decision().reason());
    }

    private static String words(Ruling ruling) {
        Decision decision = ruling.decision();
        return decision.action() + " " + decision.from().percent() + "-" + decision.to().percent();
    }
}

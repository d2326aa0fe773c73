package dev.serin.decision;

import static dev.serin.observation.Observations.RELEASE;
import static dev.serin.observation.Observations.counted;
import static dev.serin.observation.Observations.progressing;
import static dev.serin.observation.Observations.starting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Approval;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.Observations;
import dev.serin.policy.Proposal;

/** A release in analysis whose path in Git does not fit it. The policy always wants to advance. */
class PathRepairTest {

    private static final Proposal ADVANCE = Proposal.advance(new Weight(45), "evidence 1.2 of 1");
    private static final Approval FOREIGN = new Approval.Foreign("stepWeight and maxWeight are hand-written", "c0ffee");
    private static final String FRESH = "reset 0-5 - 00000000000a";

    @Test
    void handWrittenWeightsBecomeAFreshPathBeforeTheStart() {
        assertDecision("reset 0-5", "hand-written", starting().approval(FOREIGN));
    }

    @Test
    void handWrittenWeightsUnderTrafficBecomeAPathThatHoldsThere() {
        assertDecision("reset 20-20", "new path [20, 20] that holds here: stepWeight and maxWeight are hand-written",
                progressing().approval(FOREIGN));
    }

    @Test
    void handWrittenWeightsUnderTrafficStayWhereNoGateKeepsTheCanaryInPlace() {
        assertDecision("hold 20-20", "until the release ends",
                progressing().approval(FOREIGN).hooks(HookType.PRE_ROLLOUT, HookType.ROLLOUT));
        assertDecision("hold 100-100", "until the release ends", progressing().at(100).approval(FOREIGN));
    }

    @Test
    void aSickCanaryUnderHandWrittenWeightsIsRolledBackFirst() {
        assertDecision("rollback 20-0", "error-ceiling", progressing().approval(FOREIGN).canary(counted(1000, 500)));
    }

    @Test
    void handWrittenWeightsOfACanaryThatWaitsForPromotionHideItsWeight() {
        assertDecision("hold 0-0", "unknown", starting().phase(Phase.WAITING_PROMOTION).approval(FOREIGN).live());
    }

    @Test
    void aPathWithoutAStampIsTakenOverLikeAHandWrittenOne() {
        assertDecision("reset 0-5", "the path is [5, 5] by no decision", starting().path("", 5, 5));
        assertDecision("reset 20-20", "no decision stands in the hooks", progressing().path("", 5, 20, 20));
    }

    /** Trap 8 of the contract: a new checksum while Progressing is a new release, and nothing approved before counts. */
    @Test
    void whatWasApprovedForAnotherReleaseOpensNothing() {
        Release next = new Release("7d44c5f9aa");
        assertDecision("reset 0-5", "the path is [5, 20, 20]", progressing().release(next).at(0));
        assertDecision("hold 20-20", "approved for release 66fd8c7b9b, not 7d44c5f9aa", progressing().release(next));
        assertDecision("reset 0-5", "the path is [5, 5] by decision 0000000000ad",
                starting().release(next).path("rollback 5-0 " + RELEASE + " 0000000000ad", 5, 5));
        assertDecision("hold 20-20", "not 7d44c5f9aa",
                progressing().release(next).path("promote 20-100 " + RELEASE + " 0000000000ac", 5, 20));
        assertDecision("hold 20-20", "not 7d44c5f9aa",
                progressing().release(next).path("rollback 20-0 " + RELEASE + " 0000000000ad", 5, 20, 20));
    }

    @Test
    void aSickCanaryIsRolledBackWhateverItsPathWasApprovedFor() {
        assertDecision("rollback 20-0", "error-ceiling",
                progressing().release(new Release("7d44c5f9aa")).canary(counted(1000, 500)));
    }

    @Test
    void aResetIsGoodForWhicheverReleaseComes() {
        assertDecision("advance 0-5", "first-weight", starting().release(new Release("7d44c5f9aa")).path(FRESH, 5, 5));
    }

    @Test
    void aCanaryThatFellBackToNoTrafficStartsAfresh() {
        assertDecision("reset 0-5", "the path is [5, 20, 20]", progressing().at(0));
        assertDecision("reset 0-5", "the path is [10, 10]", starting().path(FRESH, 10, 10));
        assertDecision("reset 0-5", "the path is [5, 5] by decision 0000000000ab",
                starting().path("advance 0-5 " + RELEASE + " 0000000000ab", 5, 5));
    }

    /** Section 2.3 of the contract: a list without the weight makes Flagger jump to 100 % or promote. */
    @Test
    void aPathThatLacksTheWeightIsReplacedByOneThatHoldsThere() {
        assertDecision("reset 30-30",
                "new path [30, 30] that holds here: weight 30 % is not on the approved path [5, 20, 20]: "
                        + "Flagger would jump or promote",
                progressing().at(30));
        assertDecision("reset 10-10", "weight 10 % is not on the approved path", progressing().at(10));
        assertDecision("reset 30-30", "weight 30 %", progressing().at(30).hooks(HookType.PRE_ROLLOUT, HookType.ROLLOUT));
        assertDecision("hold 100-100", "weight 100 % is not on the approved path", progressing().at(100));
    }

    @Test
    void aListThatPromotesWithoutADecisionIsHeld() {
        assertDecision("reset 20-20", "the path [5, 20] ends in a promotion that nobody decided at 20 %",
                progressing().path("advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", 5, 20));
        assertDecision("reset 20-20", "the path [5, 20, 50] ends in a promotion that nobody decided at 20 %",
                progressing().path("promote 50-100 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 50));
    }

    @Test
    void withoutReadableSettingsThereIsNoFreshPath() {
        assertDecision("hold 0-0", "serin.dev/first-weight cannot be read",
                starting().approval(FOREIGN).annotation("serin.dev/first-weight", "lots"));
    }

    private static void assertDecision(String words, String partOfReason, Observations observations) {
        Observation seen = observations.build();
        Decision decision = Deciders.wanting(ADVANCE).decide(seen).decision();
        assertEquals(words, decision.action() + " " + decision.from().percent() + "-" + decision.to().percent(),
                decision.reason());
        assertTrue(decision.reason().contains(partOfReason), decision.reason());
    }
}

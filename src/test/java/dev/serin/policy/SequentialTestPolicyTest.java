package dev.serin.policy;

import static dev.serin.observation.Traffic.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;

class SequentialTestPolicyTest {

    private static final Predicate<Proposal> ANYTHING = wanted -> true;

    private final SequentialTestPolicy policy = new SequentialTestPolicy(SequentialTestSettings.DEFAULT);

    private Proposal propose(int weight, int minutes, VersionReading canary, VersionReading primary) {
        return policy.propose(Observations.repeated(weight, minutes, canary, primary), ANYTHING);
    }

    @Test
    void aCanaryWithoutTrafficGoesToTheFirstWeightOfTheApprovedPath() {
        Proposal proposal = propose(0, 1, VersionReading.missing("no series"), counted(9000, 3));
        assertEquals(Action.ADVANCE, proposal.action());
        assertEquals(new Weight(5), proposal.to());
    }

    @Test
    void withoutAnApprovedPathTheSmallestPermittedWeightComesFirst() {
        Observation known = Observations.repeated(0, 1, VersionReading.missing("no series"), counted(9000, 3));
        Observation foreign = Observations.of(ReleaseTrack.of(known), known.interval(), known.time(),
                new Approval.Unknown("Git cannot be read"));
        assertEquals(new Weight(3), policy.propose(foreign, wanted -> wanted.to().percent() >= 3).to());
        assertEquals(Action.HOLD, policy.propose(foreign, wanted -> false).action());
    }

    @Test
    void withoutThePrimarysTelemetryNothingBegins() {
        Proposal proposal = propose(0, 1, VersionReading.missing("no series"),
                VersionReading.missing("no series of podinfo-primary"));
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("no series of podinfo-primary"), proposal.reason());
    }

    @Test
    void aMissingReadingHoldsAndSaysWhatIsMissing() {
        ReleaseTrack good = ReleaseTrack.of(Observations.repeated(10, 30, counted(1000, 0), counted(9000, 0)));
        Observation blind = Observations.next(good, 31, VersionReading.missing("no series of podinfo"), counted(9000, 0));
        Proposal proposal = policy.propose(blind, ANYTHING);
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("telemetry of the canary is missing, no series of podinfo"), proposal.reason());
    }

    @Test
    void strongEvidenceTakesTheBiggestPermittedStepAndWeakEvidenceASmallOne() {
        Proposal weak = propose(5, 2, counted(250, 0), counted(4750, 1));
        Proposal strong = propose(5, 10, counted(2500, 0), counted(47_500, 10));
        assertEquals(Action.ADVANCE, weak.action());
        assertTrue(weak.to().percent() >= 10 && weak.to().percent() < 30, weak.reason());
        assertEquals(new Weight(99), strong.to());
    }

    @Test
    void whereNoFurtherStepIsPermittedItPromotes() {
        Observation good = Observations.repeated(50, 10, counted(2500, 0), counted(2500, 0));
        Proposal proposal = policy.propose(good, wanted -> wanted.action() == Action.PROMOTE);
        assertEquals(Action.PROMOTE, proposal.action());
        assertEquals("promote from 50 %: errors 0.00 % of 25,000 against 0.00 % of 25,000 (evidence 601, 20 needed)",
                proposal.reason());
    }

    @Test
    void promotionTakesMoreEvidenceThanAStep() {
        Observation little = Observations.repeated(50, 1, counted(300, 0), counted(300, 0));
        Proposal proposal = policy.propose(little, wanted -> wanted.action() == Action.PROMOTE);
        assertEquals(Action.HOLD, proposal.action());
        assertEquals("hold at 50 %: errors 0.00 % of 300 against 0.00 % of 300; needs about 900 more requests (3 min)",
                proposal.reason());
        Observation later = Observations.repeated(50, 4, counted(300, 0), counted(300, 0));
        assertEquals(Action.PROMOTE, policy.propose(later, wanted -> wanted.action() == Action.PROMOTE).action(),
                "as announced");
    }

    @Test
    void guardrailsThatPermitNothingAreNamed() {
        Proposal proposal = policy.propose(Observations.repeated(50, 9, counted(2500, 0), counted(2500, 0)), wanted -> false);
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().endsWith("the guardrails permit no step now"), proposal.reason());
    }

    @Test
    void aHoldSpeaksInNumbersOfBothVersions() {
        Traffic traffic = new Traffic(new SplittableRandom(3));
        Proposal proposal = propose(10, 3, traffic.version(60, 0.002, 70), traffic.version(540, 0.002, 70));
        assertTrue(proposal.reason().matches("hold at 10 %: errors \\d+\\.\\d+ % of \\d+ against \\d+\\.\\d+ % of 1,\\d+, "
                + "p99 \\d+ ms against \\d+ ms; needs about [\\d,]+ more requests \\(\\d+ min\\)"), proposal.reason());
    }

    @Test
    void clearErrorsRollBackWithTheReason() {
        Proposal proposal = propose(10, 3, counted(600, 30), counted(5400, 5));
        assertEquals(Action.ROLLBACK, proposal.action());
        assertTrue(
                proposal.reason()
                        .startsWith("roll back from 10 %: errors beyond what is tolerated; errors 5.00 % of 1,800 against"),
                proposal.reason());
    }

    @Test
    void harmlessDifferencesDoNotRollBackHoweverMuchTraffic() {
        assertNotEquals(Action.ROLLBACK, propose(50, 60, counted(60_000, 156), counted(60_000, 120)).action(), "1.3 times");
        assertNotEquals(Action.ROLLBACK, propose(50, 60, counted(60_000, 40), counted(60_000, 4)).action(), "0.07 %");
    }

    @Test
    void firstSignsOfTroubleHold() {
        Proposal proposal = propose(10, 1, counted(600, 5), counted(5400, 2));
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("first signs of trouble"), proposal.reason());
    }

    @Test
    void anIncidentOnBothVersionsHolds() {
        ReleaseTrack good = ReleaseTrack.of(Observations.repeated(10, 30, counted(1000, 1), counted(9000, 9)));
        Proposal proposal = policy.propose(Observations.next(good, 31, counted(1000, 60), counted(9000, 540)), ANYTHING);
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("the primary itself has far more errors than usual"), proposal.reason());
    }

    @Test
    void anIntervalThatLiesPartlyAtAnotherWeightDoesNotMoveTraffic() {
        ReleaseTrack good = ReleaseTrack.of(Observations.repeated(10, 30, counted(1000, 0), counted(9000, 0)));
        ReleaseTrack moved = good.at(new Weight(40), Observations.at(30).plusSeconds(5));
        Proposal proposal = policy.propose(Observations.next(moved, 31, counted(4000, 0), counted(6000, 0)), ANYTHING);
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("no whole interval at this weight yet"), proposal.reason());
    }

    @Test
    void hardlyAnyTrafficIsHeldPatientlyAndSaid() {
        Proposal proposal = propose(10, 20, counted(3, 0), counted(27, 0));
        assertEquals(Action.HOLD, proposal.action());
        assertTrue(proposal.reason().contains("hardly any traffic, 3 requests in the newest interval"), proposal.reason());
        Proposal silent = propose(10, 20, counted(0, 0), counted(27, 0));
        assertEquals(Action.HOLD, silent.action());
        assertTrue(silent.reason().contains("no traffic in the newest interval"), silent.reason());
    }

    @Test
    void otherSettingsAreAnotherPolicy() {
        PolicyRef other = new SequentialTestPolicy(new SequentialTestSettings(0.02, 0.05, 3, 4)).ref();
        assertEquals("sequential-test", policy.ref().name());
        assertTrue(policy.ref().sha256().matches("[0-9a-f]{64}"));
        assertNotEquals(policy.ref(), other);
        assertEquals(policy.ref(), new SequentialTestPolicy(SequentialTestSettings.DEFAULT).ref());
    }
}

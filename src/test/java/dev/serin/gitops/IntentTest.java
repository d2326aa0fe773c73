package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order.Kind;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;

class IntentTest {

    private static final CanaryRef CANARY = new CanaryRef("prod", "podinfo");
    private static final Approval FOREIGN = new Approval.Foreign("has stepWeight", "c0");
    private static final Approval UNKNOWN = new Approval.Unknown("Git is away");

    private static Approval.Known known(Integer... path) {
        return new Approval.Known(new StepWeights(List.of(path)), Optional.empty(), "c0");
    }

    private static Approval.Known stamped(Ruling by, Integer... path) {
        return new Approval.Known(new StepWeights(List.of(path)), Optional.of(by.stamp()), "c1");
    }

    private static List<Integer> written(Ruling ruling, Approval now) {
        return assertInstanceOf(Intent.Write.class, Intent.of(ruling, now, now)).path().orElseThrow().entries();
    }

    private static <C extends Change> C settled(Class<C> kind, Ruling ruling, Approval basis, Approval now) {
        return assertInstanceOf(kind, assertInstanceOf(Intent.Settled.class, Intent.of(ruling, basis, now)).change());
    }

    @Test
    void eachActionHasItsPath() {
        assertEquals(List.of(5, 20, 20), written(Rulings.advance(CANARY, 5, 20, 1), known(5, 5)));
        assertEquals(List.of(5, 20), written(Rulings.promote(CANARY, 20, 1), known(5, 20, 20)));
        assertEquals(List.of(5, 20, 20), written(Rulings.rollback(CANARY, 20, 1), known(5, 20)));
        assertEquals(List.of(5, 5), written(Rulings.reset(CANARY, 0, 5, 1), known(5, 20, 45)));
        assertEquals(List.of(10, 10), written(Rulings.reset(CANARY, 10, 10, 1), FOREIGN));
    }

    @Test
    void aHoldAndAWithheldDecisionAreNotWritten() {
        Ruling hold = Rulings.of(CANARY, new Decision.Hold(new Weight(5), "wait"), 1);
        settled(Change.Unchanged.class, hold, known(5, 5), known(5, 5));
        Ruling withheld = Rulings.of(CANARY, new Decision.Rollback(new Weight(5), "bad"), 1,
                new Verdict.Withhold("dry-run", "dry run is on"));
        assertEquals("dry-run: dry run is on",
                settled(Change.Withheld.class, withheld, known(5, 5), known(5, 5)).reason());
    }

    @Test
    void neverWritesAListThatLacksTheCanarysWeight() {
        assertTrue(settled(Change.Failed.class, Rulings.advance(CANARY, 12, 30, 1), known(5, 20, 20), known(5, 20, 20))
                .reason().contains("lacks the canary's weight of 12 %"));
        settled(Change.Failed.class, Rulings.promote(CANARY, 12, 1), known(5, 20, 20), known(5, 20, 20));
        settled(Change.Failed.class, Rulings.reset(CANARY, 20, 5, 1), known(5, 20, 20), known(5, 20, 20));
        settled(Change.Failed.class, Rulings.reset(CANARY, 20, 5, 1), FOREIGN, FOREIGN);
    }

    @Test
    void aListOnlyGrowsWithinARelease() {
        settled(Change.Failed.class, Rulings.advance(CANARY, 5, 12, 1), known(5, 20, 20), known(5, 20, 20));
        settled(Change.Failed.class, Rulings.advance(CANARY, 5, 100, 1), known(5, 5), known(5, 5));
    }

    @Test
    void aStepThatIsOnThePathIsApprovedAlready() {
        settled(Change.Unchanged.class, Rulings.advance(CANARY, 0, 5, 1), known(5, 5), known(5, 5));
        settled(Change.Unchanged.class, Rulings.advance(CANARY, 5, 20, 1), known(5, 20, 45, 45), known(5, 20, 45, 45));
    }

    @Test
    void aRollbackIsNeverRefusedForItsWeight() {
        assertEquals(List.of(5, 20, 20), written(Rulings.rollback(CANARY, 12, 1), known(5, 20)));
    }

    @Test
    void theSameDecisionIsNotWrittenTwice() {
        Ruling advance = Rulings.advance(CANARY, 5, 20, 1);
        settled(Change.Unchanged.class, advance, known(5, 5), stamped(advance, 5, 20, 20));
    }

    @Test
    void anotherDecisionToTheSameEndChangesNothing() {
        settled(Change.Unchanged.class, Rulings.advance(CANARY, 5, 20, 2), known(5, 5),
                stamped(Rulings.advance(CANARY, 5, 20, 1), 5, 20, 20));
        settled(Change.Unchanged.class, Rulings.rollback(CANARY, 5, 2), known(5, 5),
                stamped(Rulings.rollback(CANARY, 20, 1), 5, 20, 20));
        settled(Change.Unchanged.class, Rulings.promote(CANARY, 20, 2), known(5, 20, 20),
                stamped(Rulings.promote(CANARY, 20, 1), 5, 20));
        settled(Change.Unchanged.class, Rulings.reset(CANARY, 0, 5, 2), known(5, 20, 20),
                stamped(Rulings.reset(CANARY, 20, 5, 1), 5, 5));
    }

    @Test
    void aStampAloneIsNotEnoughWhenThePathWasChangedByHand() {
        Approval now = stamped(Rulings.promote(CANARY, 20, 1), 5, 20, 20);
        assertEquals(List.of(5, 20), written(Rulings.promote(CANARY, 20, 2), now));
    }

    @Test
    void isOvertakenWhenTheManifestSaysSomethingElseNow() {
        Ruling advance = Rulings.advance(CANARY, 5, 20, 1);
        assertTrue(settled(Change.Overtaken.class, advance, known(5, 5), known(5, 9, 9)).reason().contains("[5, 9, 9]"));
        settled(Change.Overtaken.class, advance, known(5, 5), stamped(Rulings.rollback(CANARY, 5, 9), 5, 5));
        settled(Change.Overtaken.class, advance, known(5, 5), FOREIGN);
        settled(Change.Overtaken.class, advance, UNKNOWN, known(5, 5));
    }

    @Test
    void aCommitElsewhereInTheRepositoryIsNoReason() {
        Approval later = new Approval.Known(new StepWeights(List.of(5, 5)), Optional.empty(), "c9");
        assertInstanceOf(Intent.Write.class, Intent.of(Rulings.advance(CANARY, 5, 20, 1), known(5, 5), later));
    }

    @Test
    void aRollbackDecidedWhileGitWasAwayIsWrittenWhenItReturns() {
        assertInstanceOf(Intent.Write.class, Intent.of(Rulings.rollback(CANARY, 5, 1), UNKNOWN, known(5, 5)));
        settled(Change.Failed.class, Rulings.rollback(CANARY, 5, 1), UNKNOWN, UNKNOWN);
    }

    @Test
    void onlyAResetTouchesAHandWrittenManifest() {
        settled(Change.Failed.class, Rulings.advance(CANARY, 5, 20, 1), FOREIGN, FOREIGN);
        settled(Change.Failed.class, Rulings.rollback(CANARY, 5, 1), FOREIGN, FOREIGN);
    }

    @Test
    void aPersonsHoldIsWrittenAndTakesBackAPromotion() {
        assertEquals(List.of(5, 20, 20), written(Rulings.ordered(CANARY, Kind.PAUSE, 20, 20, 1), known(5, 20, 20)));
        assertEquals(List.of(5, 20, 20), written(Rulings.ordered(CANARY, Kind.PAUSE, 20, 20, 1), known(5, 20)));
        assertEquals(List.of(5, 20, 20), written(Rulings.ordered(CANARY, Kind.RESUME, 20, 20, 1), known(5, 20)));
        assertEquals(List.of(5, 20, 20), written(Rulings.ordered(CANARY, Kind.PROMOTE_NOW, 20, 100, 1), known(5, 20, 20)));
    }

    @Test
    void aPersonTakesOverOnAStepThatIsApprovedAlready() {
        assertEquals(List.of(5, 20, 20), written(Rulings.ordered(CANARY, Kind.ADVANCE, 5, 20, 1), known(5, 20, 20)));
        assertEquals(List.of(5, 20, 45, 45), written(Rulings.ordered(CANARY, Kind.ADVANCE, 5, 45, 1), known(5, 20, 20)));
    }

    @Test
    void anOrderIsDoneWhenItsOwnStampIsThere() {
        Ruling pause = Rulings.ordered(CANARY, Kind.PAUSE, 20, 20, 1);
        settled(Change.Unchanged.class, pause, known(5, 20, 20), stamped(pause, 5, 20, 20));
        settled(Change.Overtaken.class, Rulings.ordered(CANARY, Kind.PAUSE, 20, 20, 2), known(5, 20, 20),
                stamped(pause, 5, 20, 20));
    }

    @Test
    void anOrderedRollbackIsWrittenWhateverIsThereNow() {
        Ruling rollback = Rulings.ordered(CANARY, Kind.ROLLBACK, 20, 0, 1);
        Approval paused = stamped(Rulings.ordered(CANARY, Kind.PAUSE, 20, 20, 2), 5, 20, 20);
        assertInstanceOf(Intent.Write.class, Intent.of(rollback, known(5, 20, 20), paused));
        settled(Change.Unchanged.class, rollback, known(5, 20, 20), stamped(Rulings.rollback(CANARY, 20, 3), 5, 20, 20));
    }

    @Test
    void handWrittenWeightsStayAsTheyAreUnderAnOrder() {
        Ruling rollback = Rulings.ordered(CANARY, Kind.ROLLBACK, 20, 0, 1);
        assertEquals(Optional.empty(), assertInstanceOf(Intent.Write.class, Intent.of(rollback, FOREIGN, FOREIGN)).path());
        Approval after = new Approval.Foreign("has stepWeight", Optional.of(rollback.stamp()), "c1");
        settled(Change.Unchanged.class, Rulings.rollback(CANARY, 20, 2), after, after);
    }
}

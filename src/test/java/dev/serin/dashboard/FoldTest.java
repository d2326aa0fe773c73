package dev.serin.dashboard;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Samples;

class FoldTest {

    private static final Change UNCHANGED = new Change.Unchanged("a hold");

    @Test
    void holdsForTheSameCauseAreOneRowEvenWhenTheirNumbersDiffer() {
        List<Fold> folds = Fold.of(List.of(hold(3, 20, "50 s of 60 s"), hold(2, 20, "40 s of 60 s"),
                hold(1, 20, "30 s of 60 s")));

        assertEquals(List.of(3), folds.stream().map(Fold::count).toList());
        assertEquals("50 s of 60 s", folds.get(0).newest().reason());
        assertEquals(Samples.id(1), folds.get(0).oldest().id());
    }

    @Test
    void anotherWeightADecisionInBetweenOrAFailureStartsANewRow() {
        List<Fold> folds = Fold.of(List.of(hold(5, 20, "waits"), hold(4, 5, "waits"), rollback(3), hold(2, 5, "waits"),
                line(Samples.hold(Samples.id(1), PODINFO, 5, "waits"), new Change.Failed("no answer"))));

        assertEquals(5, folds.size());
    }

    @Test
    void decisionsThatChangeSomethingAreNeverFolded() {
        assertEquals(2, Fold.of(List.of(rollback(2), rollback(1))).size());
    }

    @Test
    void nothingFoldsToNothing() {
        assertEquals(List.of(), Fold.of(Stream.<DecisionLine> empty().toList()));
    }

    private static DecisionLine hold(int number, int at, String reason) {
        return line(Samples.hold(Samples.id(number), PODINFO, at, reason), UNCHANGED);
    }

    private static DecisionLine rollback(int number) {
        return line(Samples.rollback(Samples.id(number), PODINFO, 20, "worse"), UNCHANGED);
    }

    private static DecisionLine line(Ruling ruling, Change change) {
        return DecisionLine.of(new Entry(1, NOON, Samples.heartbeat(PODINFO), Samples.observation(PODINFO, NOON, 20),
                ruling, Optional.of(change)), NOON, Optional.empty());
    }
}

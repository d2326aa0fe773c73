package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class FigureTest {

    private static double value(Figure figure) {
        return figure.of(Outcomes.SOME).orElseThrow().value();
    }

    @Test
    void goodReleasesCountAsPromotedOnlyWhenTheyWere() {
        assertEquals(0.5, value(Figure.GOOD_PROMOTED));
        assertEquals(2.0 / 3, value(Figure.BAD_CAUGHT), 1e-12);
    }

    @Test
    void aReleaseThatNobodyDecidedIsNoWrongRollback() {
        assertEquals(0.25, value(Figure.WRONG_ROLLBACKS));
        assertEquals(1.0 / 7, value(Figure.UNDECIDED), 1e-12);
    }

    @Test
    void harmIsTheMeanOverBadReleasesHoweverTheyEnded() {
        assertEquals(1.5, value(Figure.HARM_BEFORE));
        assertEquals(10.5, value(Figure.HARM_TOTAL));
    }

    @Test
    void timesAreOfThoseThatEndedAsTheyShould() {
        assertEquals(15, value(Figure.MINUTES_TO_FULL_MEDIAN));
        assertEquals(3, value(Figure.MINUTES_TO_ROLLBACK_MEDIAN));
        assertEquals(30, value(Figure.SECONDS_AT_FIRST_WEIGHT_MEDIAN));
        assertEquals(90, value(Figure.SECONDS_WITH_TRAFFIC_MEDIAN));
    }

    @Test
    void aSetWithoutBadReleasesSaysNothingOfThem() {
        List<Outcome> allGood = List.of(Outcomes.good(true, 7));
        assertEquals(Optional.empty(), Figure.BAD_CAUGHT.of(allGood));
        assertEquals(Optional.empty(), Figure.HARM_TOTAL.of(allGood));
        assertTrue(Figure.GOOD_PROMOTED.of(allGood).isPresent());
    }

    @Test
    void aRuleIsClearlyBetterOnlyWhenTheIntervalsLieApart() {
        Estimate low = new Estimate(0.90, 0.89, 0.91);
        Estimate high = new Estimate(0.95, 0.94, 0.96);
        Estimate between = new Estimate(0.92, 0.905, 0.935);
        assertTrue(Figure.GOOD_PROMOTED.isClearlyBetter(high, low));
        assertFalse(Figure.GOOD_PROMOTED.isClearlyBetter(between, low));
        assertFalse(Figure.GOOD_PROMOTED.isClearlyBetter(low, high));
        assertTrue(Figure.HARM_TOTAL.isClearlyBetter(low, high));
    }
}

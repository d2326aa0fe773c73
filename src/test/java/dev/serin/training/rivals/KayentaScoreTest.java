package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.serin.training.rivals.KayentaMetric.Classification;
import dev.serin.training.rivals.KayentaScore.Group;
import dev.serin.training.rivals.KayentaScore.Result;

class KayentaScoreTest {

    private static final Result PASS = new Result(Classification.PASS, false);
    private static final Result HIGH = new Result(Classification.HIGH, false);
    private static final Result NODATA = new Result(Classification.NODATA, false);

    @Test
    void scoreIsThePassedShareOfWhatCouldBeJudged() {
        assertEquals(66.67, KayentaScore.of(List.of(Group.unweighted(PASS, PASS, HIGH, NODATA))));
        assertEquals(50, KayentaScore.of(List.of(Group.unweighted(PASS, new Result(Classification.NODATA_FAIL, false)))));
        assertEquals(100, KayentaScore.of(List.of(Group.unweighted(PASS, new Result(Classification.ERROR, false)))));
    }

    @Test
    void groupsWithoutWeightShareWhatIsLeft() {
        Group weighted = new Group(60, List.of(PASS));
        assertEquals(80, KayentaScore.of(List.of(weighted, Group.unweighted(HIGH), Group.unweighted(PASS))));
    }

    @Test
    void groupWithoutDataCountsInFull() {
        assertEquals(50, KayentaScore.of(List.of(Group.unweighted(HIGH, HIGH), Group.unweighted(NODATA))));
    }

    @Test
    void criticalMetricThatFailsSpoilsTheWholeScore() {
        assertEquals(0, KayentaScore.of(List.of(Group.unweighted(PASS, PASS, PASS, new Result(Classification.HIGH, true)))));
    }

    @Test
    void halfTheMetricsWithoutDataIsNoScore() {
        assertEquals(0, KayentaScore.of(List.of(Group.unweighted(PASS, NODATA))));
    }
}

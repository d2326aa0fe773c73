package dev.serin.training.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

import org.junit.jupiter.api.Test;

import dev.serin.training.rivals.AnalysisRun.Measurement;
import dev.serin.training.rivals.AnalysisRun.Metric;
import dev.serin.training.rivals.AnalysisRun.Phase;

class AnalysisRunTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Optional<DoublePredicate> AT_LEAST_95 = Optional.of(value -> value >= 0.95);
    private static final Optional<DoublePredicate> BELOW_90 = Optional.of(value -> value < 0.90);

    @Test
    void oneConditionDecidesBothWays() {
        assertEquals(Measurement.SUCCESSFUL, Measurement.of(OptionalDouble.of(0.95), AT_LEAST_95, Optional.empty()));
        assertEquals(Measurement.FAILED, Measurement.of(OptionalDouble.of(0.94), AT_LEAST_95, Optional.empty()));
        assertEquals(Measurement.SUCCESSFUL, Measurement.of(OptionalDouble.of(0.92), Optional.empty(), BELOW_90));
        assertEquals(Measurement.FAILED, Measurement.of(OptionalDouble.of(0.89), Optional.empty(), BELOW_90));
    }

    @Test
    void betweenBothConditionsNobodyKnowsAndAFailureWins() {
        assertEquals(Measurement.INCONCLUSIVE, Measurement.of(OptionalDouble.of(0.92), AT_LEAST_95, BELOW_90));
        Optional<DoublePredicate> always = Optional.of(value -> true);
        assertEquals(Measurement.FAILED, Measurement.of(OptionalDouble.of(0.99), AT_LEAST_95, always));
    }

    @Test
    void noValueIsAnErrorAndNotANumberMeetsNoCondition() {
        assertEquals(Measurement.ERROR, Measurement.of(OptionalDouble.empty(), AT_LEAST_95, Optional.empty()));
        assertEquals(Measurement.FAILED, Measurement.of(OptionalDouble.of(Double.NaN), AT_LEAST_95, Optional.empty()));
    }

    @Test
    void failuresCountInTotalNotInARow() {
        AnalysisRun run = new AnalysisRun(new Metric(MINUTE, 0, 1), Duration.ZERO);
        add(run, Measurement.FAILED, Measurement.SUCCESSFUL, Measurement.SUCCESSFUL);
        assertEquals(Phase.RUNNING, run.phase());
        add(run, Measurement.FAILED);
        assertEquals(Phase.FAILED, run.phase());
    }

    @Test
    void fiveErrorsInARowEndItAndFourDoNot() {
        AnalysisRun run = new AnalysisRun(new Metric(MINUTE, 2, 0), Duration.ZERO);
        add(run, Measurement.ERROR, Measurement.ERROR, Measurement.ERROR, Measurement.ERROR, Measurement.SUCCESSFUL);
        add(run, Measurement.ERROR, Measurement.ERROR, Measurement.ERROR, Measurement.ERROR);
        assertEquals(Phase.RUNNING, run.phase());
        add(run, Measurement.ERROR);
        assertEquals(Phase.ERROR, run.phase());
    }

    @Test
    void oneInconclusiveMeasurementIsTooMany() {
        AnalysisRun run = new AnalysisRun(new Metric(MINUTE, 5, 0), Duration.ZERO);
        add(run, Measurement.INCONCLUSIVE);
        assertEquals(Phase.INCONCLUSIVE, run.phase());
    }

    @Test
    void errorIsTriedAgainAfterTenSecondsAndIsNoMeasurement() {
        AnalysisRun run = new AnalysisRun(new Metric(MINUTE, 1, 0), Duration.ZERO);
        run.add(Measurement.ERROR, Duration.ZERO);
        assertFalse(run.isDue(Duration.ofSeconds(9)));
        assertTrue(run.isDue(Duration.ofSeconds(10)));
        run.add(Measurement.SUCCESSFUL, Duration.ofSeconds(10));
        assertEquals(Phase.SUCCESSFUL, run.phase());
    }

    private static void add(AnalysisRun run, Measurement... measurements) {
        for (Measurement measurement : measurements) {
            run.add(measurement, Duration.ZERO);
        }
    }
}

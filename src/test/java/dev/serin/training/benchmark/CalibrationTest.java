package dev.serin.training.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class CalibrationTest {

    @Test
    void policiesThatStateNoProbabilityHaveNone() {
        assertEquals(Optional.empty(), Calibration.of(Outcomes.SOME));
    }

    @Test
    void statedProbabilitiesAreComparedWithWhatTheReleasesWere() {
        Calibration calibration = Calibration.of(List.of(Outcomes.believed(false, 0.02), Outcomes.believed(true, 0.08),
                Outcomes.believed(true, 1), Outcomes.believed(true, 0.96))).orElseThrow();
        assertEquals((0.02 * 0.02 + 0.92 * 0.92 + 0.04 * 0.04) / 4, calibration.brier(), 1e-12);
        assertEquals(2, calibration.bins().size());
        assertEquals(2, calibration.bins().get(0).releases());
        assertEquals(0.05, calibration.bins().get(0).stated(), 1e-12);
        assertEquals(0.5, calibration.bins().get(0).badShare());
        assertEquals(1, calibration.bins().get(1).badShare());
    }
}

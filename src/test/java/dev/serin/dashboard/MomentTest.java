package dev.serin.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({ "0, just now", "-5, just now", "59, just now", "60, 1 min ago", "3599, 59 min ago", "3600, 1 h ago",
            "172800, 2 d ago" })
    void agoIsInTheLargestUnitThatFits(int seconds, String expected) {
        assertEquals(expected, Moment.of(NOON.minusSeconds(seconds), NOON).ago());
    }

    @ParameterizedTest
    @CsvSource({ "0, 0.00 %", "0.00312, 0.31 %", "0.25, 25.00 %", "0.99999, 99.99 %", "1, 100 %" })
    void ratiosAreWrittenInPercent(double ratio, String expected) {
        assertEquals(expected, Figures.percent(ratio));
    }
}

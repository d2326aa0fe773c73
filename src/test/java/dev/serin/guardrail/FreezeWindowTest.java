package dev.serin.guardrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.InvalidField;

/** In 2026 Berlin's clocks go forward on 29 March at 02:00 and back on 25 October at 03:00. */
class FreezeWindowTest {

    private static final String WEEKEND = "Fri 16:00-Mon 08:00 Europe/Berlin";

    @ParameterizedTest
    @CsvSource({ "2026-03-06T14:59:59Z, false", "2026-03-06T15:00:00Z, true", "2026-03-08T12:00:00Z, true",
            "2026-03-09T06:59:59Z, true", "2026-03-09T07:00:00Z, false", "2026-03-11T12:00:00Z, false" })
    void aWeekendWrapsRoundTheWeek(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of(WEEKEND).contains(instant));
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-27T15:00:00Z, true", "2026-03-30T05:59:59Z, true", "2026-03-30T06:00:00Z, false",
            "2026-10-23T13:59:59Z, false", "2026-10-23T14:00:00Z, true", "2026-10-26T06:59:59Z, true",
            "2026-10-26T07:00:00Z, false" })
    void theWallClockCountsWhenItIsChanged(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of(WEEKEND).contains(instant));
    }

    @ParameterizedTest
    @CsvSource({ "2026-10-25T00:29:59Z, false", "2026-10-25T00:30:00Z, true", "2026-10-25T01:15:00Z, true",
            "2026-10-25T01:44:59Z, true", "2026-10-25T01:45:00Z, false" })
    void anHourThatComesTwiceIsFrozenFromTheFirstBeginningToTheSecondEnd(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of("Sun 02:30-Sun 02:45 Europe/Berlin").contains(instant));
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-29T00:59:59Z, true", "2026-03-29T01:00:00Z, true", "2026-03-29T01:30:00Z, false" })
    void anEndInTheSkippedHourMovesForward(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of("Sat 20:00-Sun 02:30 Europe/Berlin").contains(instant));
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-03T21:59:00Z, true", "2026-03-03T22:00:00Z, false", "2026-03-03T22:30:00Z, false",
            "2026-03-03T23:00:00Z, true", "2026-03-08T12:00:00Z, true" })
    void aWindowMayReachToTheSameDayOfTheNextWeek(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of("Tue 23:00-Tue 22:00 UTC").contains(instant));
    }

    @ParameterizedTest
    @CsvSource({ "2026-12-22T23:59:59Z, false", "2026-12-23T00:00:00Z, true", "2027-01-01T23:59:59Z, true",
            "2027-01-02T00:00:00Z, false" })
    void aWindowMayHappenOnce(Instant instant, boolean inside) {
        assertEquals(inside, FreezeWindow.of("2026-12-23T00:00Z/2027-01-02T00:00Z").contains(instant));
    }

    @Test
    void anOffsetIsUnderstood() {
        assertTrue(FreezeWindow.of("2026-12-23T00:00+01:00/2026-12-24T00:00+01:00")
                .contains(Instant.parse("2026-12-22T23:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = { WEEKEND, "Sun 02:30-Sun 02:45 UTC", "2026-12-23T00:00Z/2027-01-02T00:00Z" })
    void aWindowIsSpelledAsItWasWritten(String text) {
        assertEquals(text, FreezeWindow.of(text).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "weekends", "Fri 16:00-Mon 08:00", "Fri 16:00-Mon 08:00 Europe/Atlantis",
            "Fri 25:00-Mon 08:00 UTC",
            "Fri 16:00-Fri 16:00 UTC", "fri 16:00-mon 08:00 UTC", "2027-01-02T00:00Z/2026-12-23T00:00Z",
            "2026-12-23/2027-01-02", "2026-12-23T00:00Z" })
    void anythingElseIsRefused(String text) {
        assertEquals("freeze", assertThrows(InvalidField.class, () -> FreezeWindow.of(text)).field());
    }
}

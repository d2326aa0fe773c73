package dev.serin.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionStampTest {

    private static final Release RELEASE = new Release("66fd8c7b9b");
    private static final Instant ONE = Instant.parse("2026-11-27T13:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = { "advance 5-20 66fd8c7b9b 3f0c9a1d2b4e", "reset 0-5 - 3f0c9a1d2b4e",
            "hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by alice@example.com until 2026-11-27T13:00:00Z",
            "hold 45-45 66fd8c7b9b 3f0c9a1d2b4e by bob", "rollback 45-0 66fd8c7b9b 3f0c9a1d2b4e by a+b_c.d-e",
            "promote-now 5-100 - 3f0c9a1d2b4e by bob",
            "reset 20-20 66fd8c7b9b 3f0c9a1d2b4e by alice until 2026-11-27T13:00:00Z" })
    void whatWasWrittenIsReadBack(String text) {
        assertEquals(text, DecisionStamp.parse(text).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = { "hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by",
            "hold 20-20 66fd8c7b9b 3f0c9a1d2b4e until 2026-11-27T13:00:00Z",
            "hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by alice until 2026-13-27T13:00:00Z",
            "hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by al ice", "hold 20-120 66fd8c7b9b 3f0c9a1d2b4e by alice",
            "advance 5-20 66fd8c7b9b 3f0c9a1d2b4e by alice until tomorrow", "promote_now 5-100 - 3f0c9a1d2b4e by bob" })
    void anythingElseIsNotOneOfOurs(String text) {
        assertEquals(Optional.empty(), DecisionStamp.parse(text));
    }

    @Test
    void aPersonIsInChargeOfThisReleaseUntilTheirTime() {
        DecisionStamp paused = stamp("hold 20-20 66fd8c7b9b 3f0c9a1d2b4e by alice until 2026-11-27T13:00:00Z");
        assertEquals(Optional.of(new Charge(new Person("alice"), ONE, "3f0c9a1d2b4e")),
                paused.charge(RELEASE, ONE.minusSeconds(1)));
        assertEquals(Optional.empty(), paused.charge(RELEASE, ONE), "the time is over");
        assertEquals(Optional.empty(), paused.charge(new Release("7d44c5f9aa"), ONE.minusSeconds(1)), "another release");
    }

    @Test
    void whoeverGaveBackOrDecidedFinallyIsNotInCharge() {
        assertEquals(Optional.empty(), stamp("hold 45-45 66fd8c7b9b 3f0c9a1d2b4e by bob").charge(RELEASE, ONE));
        assertEquals(Optional.empty(), stamp("advance 5-20 66fd8c7b9b 3f0c9a1d2b4e").charge(RELEASE, ONE));
    }

    @Test
    void aLoginOfAnyShapeBecomesOneWord() {
        assertEquals("Alice_O_Hara_x", Person.of("Alice O'Hara\nx").name());
        assertEquals(Person.ANONYMOUS, Person.of(""));
        assertEquals(64, Person.of("x".repeat(100)).name().length());
        assertTrue(DecisionStamp.parse("hold 1-1 - 3f0c9a1d2b4e by " + Person.of("ä until 2099")).isPresent());
    }

    private static DecisionStamp stamp(String text) {
        return DecisionStamp.parse(text).orElseThrow();
    }
}

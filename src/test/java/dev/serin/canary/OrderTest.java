package dev.serin.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderTest {

    private static final Instant LATER = Instant.parse("2026-11-27T13:00:00.5Z");

    @ParameterizedTest
    @EnumSource(Order.Kind.class)
    void everyKindHasItsWord(Order.Kind kind) {
        assertEquals(kind, Order.Kind.of(kind.word()));
    }

    @Test
    void aWrongFieldIsNamed() {
        assertEquals("reason", field(Order.Kind.PAUSE, Optional.empty(), "two\nlines", "-", "12345678"));
        assertEquals("reason", field(Order.Kind.PAUSE, Optional.empty(), " ", "-", "12345678"));
        assertEquals("reason", field(Order.Kind.PAUSE, Optional.empty(), "x".repeat(501), "-", "12345678"));
        assertEquals("reason", field(Order.Kind.PAUSE, Optional.empty(), "Serin-Person: bob\u2028", "-", "12345678"));
        assertEquals("to", field(Order.Kind.ADVANCE, Optional.empty(), "why", "-", "12345678"));
        assertEquals("to", field(Order.Kind.ADVANCE, Optional.of(Weight.FULL), "why", "-", "12345678"));
        assertEquals("to", field(Order.Kind.ROLLBACK, Optional.of(Weight.ZERO), "why", "-", "12345678"));
        assertEquals("basis", field(Order.Kind.PAUSE, Optional.empty(), "why", "the last one", "12345678"));
        assertEquals("key", field(Order.Kind.PAUSE, Optional.empty(), "why", "-", "short"));
        assertEquals("order", assertThrows(InvalidField.class, () -> Order.Kind.of("halt")).field());
    }

    @Test
    void onlyWhoStaysInChargeHasACharge() {
        Order pause = order(Order.Kind.PAUSE, Optional.empty(), "why", "-", "12345678");
        assertEquals(Instant.parse("2026-11-27T13:00:00Z"), pause.charge("3f0c9a1d2b4e").orElseThrow().until());
        assertTrue(order(Order.Kind.RESUME, Optional.empty(), "why", "-", "12345678").charge("3f0c9a1d2b4e").isEmpty());
    }

    private static String field(Order.Kind kind, Optional<Weight> to, String reason, String basis, String key) {
        return assertThrows(InvalidField.class, () -> order(kind, to, reason, basis, key)).field();
    }

    private static Order order(Order.Kind kind, Optional<Weight> to, String reason, String basis, String key) {
        return new Order(kind, to, new Person("alice"), reason, LATER, new Release("66fd8c7b9b"), basis, key);
    }
}

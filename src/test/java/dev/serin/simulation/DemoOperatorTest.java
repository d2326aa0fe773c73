package dev.serin.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import io.quarkus.elytron.security.common.BcryptUtil;

class DemoOperatorTest {

    @Test
    void thePrintedPasswordIsTheOneThatWasHashed() {
        DemoOperator operator = DemoOperator.draw(new SecureRandom());
        assertTrue(BcryptUtil.matches(operator.password(), operator.hash()));
        assertFalse(BcryptUtil.matches(operator.password() + "x", operator.hash()));
    }

    @Test
    void everyDemoHasAnotherOneAndNoLogShowsIt() {
        SecureRandom chance = new SecureRandom();
        DemoOperator one = DemoOperator.draw(chance);
        assertNotEquals(one.password(), DemoOperator.draw(chance).password());
        assertEquals("operator", one.toString());
    }
}

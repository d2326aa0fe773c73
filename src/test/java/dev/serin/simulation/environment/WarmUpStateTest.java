package dev.serin.simulation.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Weight;

class WarmUpStateTest {

    private static final double INSTANT = 1e-9;

    private final WarmUpState state = new WarmUpState(new Scenario.WarmUp(3, 2, 0.4));

    @Test
    void nothingIsColdBeforeThereIsTraffic() {
        assertEquals(1, state.over(Weight.ZERO, 5));
        assertEquals(3, state.over(new Weight(10), INSTANT), 1e-6);
    }

    @Test
    void thirtySevenPercentIsLeftAfterItsTime() {
        state.over(new Weight(10), 2);
        assertEquals(1 + 2 * Math.exp(-1), state.over(new Weight(10), INSTANT), 1e-6);
    }

    @Test
    void aFactorIsThatOfTheMiddleOfTheTime() {
        assertEquals(1 + 2 * Math.exp(-0.5), state.over(new Weight(10), 2), 1e-9);
    }

    @Test
    void moreTrafficBringsColdReplicasInProportion() {
        state.over(new Weight(20), 100);
        assertEquals(1 + 2 * 0.4 * 0.75, state.over(new Weight(80), INSTANT), 1e-6);
    }

    @Test
    void itIsNeverColderThanAtTheStart() {
        state.over(new Weight(1), INSTANT);
        assertEquals(3, state.over(new Weight(99), INSTANT), 1e-6);
    }

    @Test
    void lookingMoreOftenDoesNotWarmFaster() {
        WarmUpState often = new WarmUpState(new Scenario.WarmUp(3, 2, 0.4));
        state.over(new Weight(10), 1);
        for (int look = 0; look < 6; look++) {
            often.over(new Weight(10), 1 / 6.0);
        }
        assertEquals(state.over(new Weight(10), INSTANT), often.over(new Weight(10), INSTANT), 1e-6);
    }
}

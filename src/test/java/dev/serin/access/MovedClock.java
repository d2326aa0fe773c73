package dev.serin.access;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;

import dev.serin.simulation.ManualClock;

/** Serin's clock, which stands still until the test moves it. */
@Alternative
@ApplicationScoped
public class MovedClock {

    private static final ManualClock CLOCK = new ManualClock();

    public static void pass(Duration time) {
        CLOCK.advance(time);
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return CLOCK;
    }
}

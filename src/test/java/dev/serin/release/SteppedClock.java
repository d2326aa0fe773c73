package dev.serin.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * The time of Serin and of the world around it, moved by the test. It lies in a system property, because the world and
 * Serin are loaded by different class loaders.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class SteppedClock extends Clock {

    private static final String NOW = "serin.test.now";

    static void start(Instant now) {
        System.setProperty(NOW, now.toString());
    }

    static void advance(Duration time) {
        System.setProperty(NOW, Instant.parse(System.getProperty(NOW)).plus(time).toString());
    }

    @Override
    public Instant instant() {
        return Instant.parse(System.getProperty(NOW));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the test's clock is in UTC");
    }
}

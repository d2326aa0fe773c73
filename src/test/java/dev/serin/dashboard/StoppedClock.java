package dev.serin.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/** The time at which the tests look at the page. */
@Alternative
@ApplicationScoped
public class StoppedClock extends Clock {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return NOW;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(NOW, zone);
    }
}

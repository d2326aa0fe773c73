package dev.serin.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** So many in each minute, and no more. For one thread. */
final class Allowance {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int perMinute;
    private final Clock clock;
    private Instant since = Instant.EPOCH;
    private int taken;

    Allowance(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /** @return whether there was one left */
    boolean take() {
        Instant now = clock.instant();
        if (Duration.between(since, now).compareTo(MINUTE) >= 0) {
            since = now;
            taken = 0;
        }
        taken++;
        return taken <= perMinute;
    }
}

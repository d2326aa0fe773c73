package dev.serin.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A leaky bucket for each key: one drop leaks out after another, and what would overflow must wait. Keeps one instant a key
 * (the generic cell rate algorithm), and of the keys those that were used last.
 */
public final class RateLimit {

    private final Duration perDrop;
    private final Duration full;
    private final Clock clock;
    private final Map<String, Instant> emptyAt;

    private RateLimit(Duration perDrop, Duration full, int keysMax, Clock clock) {
        this.perDrop = perDrop;
        this.full = full;
        this.clock = clock;
        this.emptyAt = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
                return size() > keysMax;
            }
        };
    }

    /**
     * @param count that may come within the time, at once or spread, and again once that time is over
     * @param keysMax how many keys are told apart; one that is forgotten begins anew
     */
    public static RateLimit of(int count, Duration time, int keysMax, Clock clock) {
        return new RateLimit(time.dividedBy(count), time, keysMax, clock);
    }

    /** Takes one in, or says how long it must wait; zero when it was taken. What must wait does not count. */
    public synchronized Duration admit(String key) {
        Instant now = clock.instant();
        Instant before = emptyAt.getOrDefault(key, now);
        Instant after = (isPlausible(before, now) ? before : now).plus(perDrop);
        Duration over = Duration.between(now, after).minus(full);
        if (over.compareTo(Duration.ZERO) > 0) {
            return over;
        }
        emptyAt.put(key, after);
        return Duration.ZERO;
    }

    /** No bucket is fuller than full: one that looks so was filled before the clock was set back. */
    private boolean isPlausible(Instant before, Instant now) {
        return before.isAfter(now) && !before.isAfter(now.plus(full));
    }
}

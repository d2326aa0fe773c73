package dev.serin.canary;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that one call may take, summed over everything it asks. Every time-out below it is cut to what is left.
 *
 * @param deadline when the answer must be out
 */
public record Budget(Instant deadline, Clock clock) {

    public static Budget of(Duration length, Clock clock) {
        return new Budget(clock.instant().plus(length), clock);
    }

    /** What is left, never negative. */
    public Duration remaining() {
        Duration left = Duration.between(clock.instant(), deadline);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A time-out of at most {@code wish} that stays inside the budget. */
    public Duration upTo(Duration wish) {
        Duration left = remaining();
        return left.compareTo(wish) < 0 ? left : wish;
    }

    public boolean isSpent() {
        return remaining().isZero();
    }
}

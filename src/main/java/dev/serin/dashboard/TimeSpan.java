package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;

import dev.serin.journal.Entry;

/** The time that the charts of one canary share, so that they can be read one below the other. */
record TimeSpan(Instant from, Instant to) {

    private static final int TICKS = 4;

    /** A label under the time axis; {@code at} is 0..1 from left to right. */
    record Tick(double at, String label) {
    }

    /** @param oldestFirst at least one */
    static TimeSpan of(List<Entry> oldestFirst) {
        Entry first = oldestFirst.get(0);
        Instant seenSince = first.observation().interval().end().minus(first.observation().interval().length());
        Instant from = seenSince.isBefore(first.time()) ? seenSince : first.time();
        return new TimeSpan(from, oldestFirst.get(oldestFirst.size() - 1).time());
    }

    /** Where a moment lies, 0..1; a span without length puts everything at its end. */
    double share(Instant time) {
        double length = Duration.between(from, to).toMillis();
        return length <= 0 ? 1 : Math.min(1, Math.max(0, Duration.between(from, time).toMillis() / length));
    }

    /** {@code from 12:00 to 12:40 UTC}. */
    String words() {
        DateTimeFormatter format = Moment.utc(Duration.between(from, to).toHours() >= 24 ? "d MMM HH:mm" : "HH:mm:ss");
        return "from %s to %s UTC".formatted(format.format(from), format.format(to));
    }

    List<Tick> ticks() {
        Duration step = Duration.between(from, to).dividedBy(TICKS);
        DateTimeFormatter format = Moment.utc(step.toDays() > 0 ? "d MMM" : step.toMinutes() > 5 ? "HH:mm" : "HH:mm:ss");
        return IntStream.rangeClosed(0, TICKS)
                .mapToObj(i -> new Tick((double) i / TICKS, format.format(from.plus(step.multipliedBy(i))))).toList();
    }
}

package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

import dev.serin.journal.Entry;
import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/**
 * One quantity over time; what is missing is missing for a reason.
 *
 * @param label as in the legend
 * @param css how it is drawn
 * @param readings by the end of the interval
 * @param length of an interval
 */
record Series(String label, String css, NavigableMap<Instant, Reading> readings, Duration length) {

    /** @param oldestFirst at least one; several decisions may rest on one interval, it is there once */
    static Series of(String label, String css, List<Entry> oldestFirst, Function<Entry, Reading> reading) {
        NavigableMap<Instant, Reading> readings = new TreeMap<>();
        oldestFirst.forEach(entry -> readings.put(entry.observation().interval().end(), reading.apply(entry)));
        return new Series(label, css, readings, oldestFirst.get(0).observation().interval().length());
    }

    static Series ofCanary(Signal signal, String label, String css, List<Entry> oldestFirst) {
        return of(label, css, oldestFirst, entry -> reading(signal, entry, Interval::canary));
    }

    static Series ofPrimary(Signal signal, String label, String css, List<Entry> oldestFirst) {
        return of(label, css, oldestFirst, entry -> reading(signal, entry, Interval::primary));
    }

    private static Reading reading(Signal signal, Entry entry, Function<Interval, VersionReading> version) {
        Interval interval = entry.observation().interval();
        return signal.of(version.apply(interval), interval);
    }

    Reading newest() {
        return readings.lastEntry().getValue();
    }

    /** What it was at a moment; missing where nothing was recorded then. */
    Reading at(Instant time) {
        return readings.getOrDefault(time, new Reading.NoData("nothing was recorded"));
    }
}

package dev.serin.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.serin.journal.Entry;
import dev.serin.observation.Interval;
import dev.serin.observation.Reading;

/**
 * One signal of canary and primary over time, as SVG in a view box of 1000 × 100 that is stretched to its place. A line breaks
 * where its reading is missing, and the canary's missing stretches are shaded.
 *
 * @param canary path data
 * @param primary path data
 * @param gaps where the canary has no reading
 * @param top the value at the upper edge
 * @param canaryNow the newest reading in words
 * @param primaryNow the newest reading in words
 */
public record SignalChart(String title, String canary, String primary, List<Gap> gaps, String top, String canaryNow,
        String primaryNow) {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;

    public record Gap(String x, String width, String reason) {
    }

    /** @param oldestFirst at least one */
    static SignalChart of(Signal signal, List<Entry> oldestFirst, TimeSpan span) {
        List<Interval> intervals = intervals(oldestFirst);
        Function<Interval, Reading> canary = interval -> signal.of(interval.canary(), interval);
        Function<Interval, Reading> primary = interval -> signal.of(interval.primary(), interval);
        double top = top(intervals, canary, primary);
        Interval newest = intervals.get(intervals.size() - 1);
        return new SignalChart(signal.title(), line(intervals, canary, span, top), line(intervals, primary, span, top),
                gaps(intervals, canary, span), top > 0 ? signal.words(new Reading.Value(top)) : "0",
                signal.words(canary.apply(newest)), signal.words(primary.apply(newest)));
    }

    /** Several decisions may rest on one interval; it is drawn once. */
    private static List<Interval> intervals(List<Entry> oldestFirst) {
        TreeMap<Instant, Interval> byEnd = new TreeMap<>();
        oldestFirst.forEach(entry -> byEnd.put(entry.observation().interval().end(), entry.observation().interval()));
        return List.copyOf(byEnd.values());
    }

    private static double top(List<Interval> intervals, Function<Interval, Reading> canary,
            Function<Interval, Reading> primary) {
        return intervals.stream().flatMap(interval -> Stream.of(canary.apply(interval), primary.apply(interval)))
                .mapToDouble(reading -> reading.orElse(0)).max().orElse(0);
    }

    private static String line(List<Interval> intervals, Function<Interval, Reading> version, TimeSpan span, double top) {
        StringBuilder path = new StringBuilder();
        boolean broken = true;
        for (Interval interval : intervals) {
            boolean present = version.apply(interval).isPresent();
            if (present) {
                double share = top > 0 ? version.apply(interval).orElse(0) / top : 0;
                path.append(point(broken, WIDTH * span.share(interval.end()), HEIGHT * (1 - share)));
            }
            broken = !present;
        }
        return path.toString().strip();
    }

    /** A first point is drawn as a dot, so that one reading between two gaps can be seen. */
    private static String point(boolean first, double x, double y) {
        return first ? " M" + number(x) + " " + number(y) + " h0.1" : " L" + number(x) + " " + number(y);
    }

    /** Neighbouring intervals without a reading are one gap, with the newest reason. */
    private static List<Gap> gaps(List<Interval> intervals, Function<Interval, Reading> canary, TimeSpan span) {
        List<Gap> gaps = new ArrayList<>();
        for (int next = 0; next < intervals.size();) {
            int start = next;
            while (next < intervals.size() && !canary.apply(intervals.get(next)).isPresent()) {
                next++;
            }
            if (next > start) {
                gaps.add(gap(intervals.get(start), intervals.get(next - 1), canary, span));
            }
            next++;
        }
        return gaps;
    }

    private static Gap gap(Interval first, Interval last, Function<Interval, Reading> canary, TimeSpan span) {
        double from = WIDTH * span.share(first.end().minus(first.length()));
        double to = WIDTH * span.share(last.end());
        String reason = canary.apply(last) instanceof Reading.NoData missing ? missing.reason() : "";
        return new Gap(number(from), number(to - from), reason);
    }

    private static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}

package dev.serin.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

import dev.serin.journal.Entry;
import dev.serin.observation.Reading;

/**
 * Some quantities over the time that all panels share, as SVG in a view box of 1000 × 100 that is stretched to its place. A
 * line breaks where its reading is missing, and the missing stretches of the first one are shaded.
 *
 * @param about what is drawn, in a sentence for those who cannot see it
 * @param top the value at the upper edge
 * @param bottom the value at the lower edge
 * @param zero where zero lies, from the upper edge; empty where that is an edge
 */
public record Panel(String id, String title, String about, List<Line> lines, List<Gap> gaps, String top, String bottom,
        String zero) {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 100;

    /**
     * @param path path data
     * @param now the newest reading in words
     */
    public record Line(String label, String css, String path, String now) {
    }

    public record Gap(String x, String width, String reason) {
    }

    /** The values at the edges. */
    record Scale(double bottom, double top) {

        private double y(double value) {
            return top > bottom ? HEIGHT * (top - value) / (top - bottom) : HEIGHT;
        }
    }

    /** @param scale from the lowest and the highest reading */
    static Panel of(String id, String title, Scale scale, DoubleFunction<String> wording, TimeSpan span, List<Series> series) {
        List<Line> lines = series.stream().map(one -> new Line(one.label(), one.css(), path(one, span, scale),
                words(one.newest(), wording))).toList();
        String zero = scale.bottom() < 0 && scale.top() > 0 ? number(scale.y(0)) : "";
        return new Panel(id, title, about(title, lines, span), lines, gaps(series.get(0), span), wording.apply(scale.top()),
                wording.apply(scale.bottom()), zero);
    }

    /** All panels of a release. @param oldestFirst at least one */
    static List<Panel> of(List<Entry> oldestFirst, TimeSpan span) {
        return List.of(success(oldestFirst, span), latency(oldestFirst, span), cpu(oldestFirst, span),
                reward(oldestFirst, span), badness(oldestFirst, span));
    }

    private static Panel success(List<Entry> entries, TimeSpan span) {
        List<Series> both = both(Signal.SUCCESS, entries);
        double worst = both.stream().mapToDouble(one -> lowest(one, 1)).min().orElse(1);
        return of("success", "Success rate", new Scale(Math.min(0.99, Math.floor(worst * 100) / 100), 1),
                Signal.SUCCESS.wording(), span, both);
    }

    private static Panel latency(List<Entry> entries, TimeSpan span) {
        List<Series> all = List.of(Series.ofCanary(Signal.LATENCY_P99, "canary p99", "canary", entries),
                Series.ofPrimary(Signal.LATENCY_P99, "primary p99", "primary", entries),
                Series.ofCanary(Signal.LATENCY_P50, "canary p50", "canary thin", entries),
                Series.ofPrimary(Signal.LATENCY_P50, "primary p50", "primary thin", entries));
        return of("latency", "Latency", fromZero(all), Figures::millis, span, all);
    }

    private static Panel cpu(List<Entry> entries, TimeSpan span) {
        List<Series> both = both(Signal.CPU, entries);
        return of("cpu", "CPU time per request", fromZero(both), Figures::millis, span, both);
    }

    private static Panel reward(List<Entry> entries, TimeSpan span) {
        Series reward = RewardEstimate.of(entries);
        Scale scale = new Scale(Math.min(0, lowest(reward, 0)), Math.max(0.1, highest(reward)));
        return of("reward", "Reward so far, an estimate", scale, Figures::plain, span, List.of(reward));
    }

    private static Panel badness(List<Entry> entries, TimeSpan span) {
        return of("bad", "P(bad)", new Scale(0, 1), Figures::plain, span, List.of(badness(entries)));
    }

    /** A model states no P(bad): how probable it finds the rollback stands for it, as in the benchmark. */
    static Series badness(List<Entry> entries) {
        return Series.of("P(bad)", "canary", entries, entry -> entry.ruling().explanation()
                .flatMap(why -> why.probabilities().stream().filter(one -> one.action().equals("rollback")).findFirst())
                .<Reading> map(one -> new Reading.Value(one.probability()))
                .orElseGet(() -> new Reading.NoData("no model was asked")));
    }

    private static List<Series> both(Signal signal, List<Entry> entries) {
        return List.of(Series.ofCanary(signal, "canary", "canary", entries),
                Series.ofPrimary(signal, "primary", "primary", entries));
    }

    private static Scale fromZero(List<Series> series) {
        return new Scale(0, series.stream().mapToDouble(Panel::highest).max().orElse(0));
    }

    private static double highest(Series series) {
        return series.readings().values().stream().mapToDouble(reading -> reading.orElse(0)).max().orElse(0);
    }

    private static double lowest(Series series, double otherwise) {
        return series.readings().values().stream().mapToDouble(reading -> reading.orElse(otherwise)).min().orElse(otherwise);
    }

    /** The number with its unit, or that it is missing. */
    static String words(Reading reading, DoubleFunction<String> wording) {
        return reading instanceof Reading.Value value ? wording.apply(value.number()) : "no data";
    }

    private static String about(String title, List<Line> lines, TimeSpan span) {
        StringBuilder about = new StringBuilder(title + " " + span.words() + ". Now:");
        lines.forEach(line -> about.append(" ").append(line.label()).append(" ").append(line.now()).append(";"));
        return about.append(" all values are in the table below.").toString();
    }

    private static String path(Series series, TimeSpan span, Scale scale) {
        StringBuilder path = new StringBuilder();
        boolean broken = true;
        for (Map.Entry<Instant, Reading> point : series.readings().entrySet()) {
            if (point.getValue() instanceof Reading.Value value) {
                path.append(point(broken, WIDTH * span.share(point.getKey()), scale.y(value.number())));
            }
            broken = !point.getValue().isPresent();
        }
        return path.toString().strip();
    }

    /** A first point is drawn as a dot, so that one reading between two gaps can be seen. */
    private static String point(boolean first, double x, double y) {
        return first ? " M" + number(x) + " " + number(y) + " h0.1" : " L" + number(x) + " " + number(y);
    }

    /** Neighbouring intervals without a reading are one gap, with the newest reason. */
    private static List<Gap> gaps(Series series, TimeSpan span) {
        List<Map.Entry<Instant, Reading>> points = List.copyOf(series.readings().entrySet());
        List<Gap> gaps = new ArrayList<>();
        for (int next = 0; next < points.size();) {
            int start = next;
            while (next < points.size() && !points.get(next).getValue().isPresent()) {
                next++;
            }
            if (next > start) {
                gaps.add(gap(series, points.get(start).getKey(), points.get(next - 1), span));
            }
            next++;
        }
        return gaps;
    }

    private static Gap gap(Series series, Instant first, Map.Entry<Instant, Reading> last, TimeSpan span) {
        double from = WIDTH * span.share(first.minus(series.length()));
        double to = WIDTH * span.share(last.getKey());
        String reason = last.getValue() instanceof Reading.NoData missing ? missing.reason() : "";
        return new Gap(number(from), number(to - from), reason);
    }

    private static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}

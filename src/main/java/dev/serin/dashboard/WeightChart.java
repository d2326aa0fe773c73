package dev.serin.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.StepWeights;
import dev.serin.journal.Entry;

/**
 * The path of weights as SVG: a step line of the weight that was seen, a dashed one of what Git approved, and a mark at each
 * decision that changed something. Coordinates are percent of the chart's width and height, so that it can be stretched to any
 * screen while texts and marks keep their size.
 *
 * @param weight path data of the weight seen
 * @param area the same, closed at the bottom
 * @param approved path data of the ceiling
 * @param about what is drawn, in a sentence for those who cannot see it
 */
public record WeightChart(String weight, String area, String approved, List<Mark> marks, List<Label> times,
        List<Label> weights, String about) {

    /** @param title what a pointer or a screen reader gets */
    public record Mark(String x, String y, Action action, String title) {
    }

    public record Label(String at, String text) {
    }

    /** @param oldestFirst at least one */
    static WeightChart of(List<Entry> oldestFirst, TimeSpan span) {
        List<Double> times = oldestFirst.stream().map(entry -> x(span.share(entry.time()))).toList();
        String weight = steps(times,
                oldestFirst.stream().map(entry -> (double) entry.observation().weight().percent()).toList());
        String area = weight + " V100 H" + number(times.get(0)) + " Z";
        return new WeightChart(weight, area, steps(times, ceilings(oldestFirst)), marks(oldestFirst, span), timeLabels(span),
                weightLabels(), about(oldestFirst, span));
    }

    private static String about(List<Entry> oldestFirst, TimeSpan span) {
        List<Mark> marks = marks(oldestFirst, span);
        return "The canary's weight %s, now %s. %s".formatted(span.words(),
                oldestFirst.get(oldestFirst.size() - 1).observation().weight(),
                marks.isEmpty() ? "No decision changed anything."
                        : "Decisions: " + marks.stream().map(Mark::title).collect(Collectors.joining(", ")) + ".");
    }

    private static String steps(List<Double> times, List<Double> percents) {
        StringBuilder path = new StringBuilder("M" + number(times.get(0)) + " " + number(y(percents.get(0))) + " h0.01");
        for (int i = 1; i < times.size(); i++) {
            path.append(" H").append(number(times.get(i))).append(" V").append(number(y(percents.get(i))));
        }
        return path.toString();
    }

    /** What Git approved after each decision; while Git cannot be read, what it approved before. */
    private static List<Double> ceilings(List<Entry> oldestFirst) {
        List<Double> ceilings = new ArrayList<>();
        double last = oldestFirst.get(0).observation().weight().percent();
        for (Entry entry : oldestFirst) {
            last = ceiling(entry, last);
            ceilings.add(last);
        }
        return ceilings;
    }

    private static double ceiling(Entry entry, double before) {
        if (entry.ruling().decision().action() != Action.HOLD) {
            return entry.ruling().decision().to().percent();
        }
        return entry.observation().approval() instanceof Approval.Known known ? ceiling(known.path()) : before;
    }

    private static double ceiling(StepWeights path) {
        return path.holds() ? path.ceiling().percent() : 100;
    }

    private static List<Mark> marks(List<Entry> entries, TimeSpan span) {
        return entries.stream().filter(entry -> entry.ruling().decision().action() != Action.HOLD)
                .map(entry -> new Mark(number(x(span.share(entry.time()))),
                        number(y(entry.observation().weight().percent())), entry.ruling().decision().action(),
                        Moment.utc("HH:mm:ss").format(entry.time()) + " " + entry.ruling().decision().action() + " "
                                + entry.ruling().decision().from() + " → " + entry.ruling().decision().to()))
                .toList();
    }

    private static List<Label> timeLabels(TimeSpan span) {
        return span.ticks().stream().map(tick -> new Label(number(x(tick.at())), tick.label())).toList();
    }

    private static List<Label> weightLabels() {
        return Stream.of(0, 25, 50, 75, 100)
                .map(percent -> new Label(number(y(percent)), percent.toString())).toList();
    }

    private static double x(double share) {
        return share * 100;
    }

    private static double y(double percent) {
        return 100 - percent;
    }

    private static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.2f", coordinate);
    }
}

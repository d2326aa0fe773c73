package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import dev.serin.training.report.Axis;
import dev.serin.training.report.Chart;
import dev.serin.training.report.Series;
import dev.serin.training.report.Series.Kind;
import dev.serin.training.report.Series.Point;

/** Rows of the benchmark as charts of a report. */
final class FigureCharts {

    private FigureCharts() {
    }

    /** Two figures against each other, Serin's settings joined. */
    static Chart front(String title, Figure across, Figure up, List<Row> rows) {
        List<Row> shown = rows.stream().filter(row -> row.figure(across).isPresent() && row.figure(up).isPresent()).toList();
        List<Series> series = new ArrayList<>();
        series.add(new Series("serin, from bold to cautious", Kind.LABELLED_LINE,
                points(across, up, shown, FigureCharts::isOurs)));
        series.add(new Series("other rules", Kind.POINTS, points(across, up, shown, row -> !isOurs(row))));
        return new Chart(title, axis(across, shown), axis(up, shown), series);
    }

    private static boolean isOurs(Row row) {
        return row.policy().startsWith(Contestants.SERIN);
    }

    /** By the share of bad releases caught: from bold to cautious. */
    private static List<Point> points(Figure across, Figure up, List<Row> rows, Predicate<Row> which) {
        return rows.stream().filter(which).sorted(Comparator.comparingDouble(row -> value(Figure.BAD_CAUGHT, row)))
                .map(row -> new Point(value(across, row), value(up, row), row.policy().replace("serin, caution ", "")))
                .toList();
    }

    private static double value(Figure figure, Row row) {
        return row.figure(figure).map(Estimate::value).orElse(0.0);
    }

    private static Axis axis(Figure figure, List<Row> rows) {
        double[] values = rows.stream().mapToDouble(row -> value(figure, row)).toArray();
        return figure.isShare() ? Axis.covering(figure.words(), values, share -> Math.round(100 * share) + " %")
                : Axis.magnitudes(figure.words(), values, Axis::plain);
    }

    /** What was stated against what was. */
    static Chart calibration(Row row, Calibration calibration) {
        Axis stated = new Axis("stated P(bad) at the decision", 0, 1, false, FigureCharts::tenth);
        Axis seen = new Axis("share of bad releases", 0, 1, false, FigureCharts::tenth);
        List<Point> points = calibration.bins().stream()
                .map(bin -> new Point(bin.stated(), bin.badShare(), String.valueOf(bin.releases()))).toList();
        String title = String.format(Locale.ROOT, "%s on %s: Brier score %.4f", row.policy(), row.set(), calibration.brier());
        return new Chart(title, stated, seen, List.of(new Series("releases, by tenths", Kind.POINTS, points),
                new Series("perfect", Kind.REFERENCE, List.of(new Point(0, 0), new Point(1, 1)))));
    }

    private static String tenth(double share) {
        return String.format(Locale.ROOT, "%.1f", share);
    }
}

package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;

import dev.serin.training.report.Section;
import dev.serin.training.report.Section.Part;

/** Front, classes and calibration: what the reports of a benchmark and of a training have in common. */
final class ModelSections {

    /** How the figures are read. */
    static final String READING = "Harm is in full-traffic-seconds: 1 is a second in which all requests fail; a slow request "
            + "counts a fifth. A release that nobody decided in 90 minutes counts as rolled back. Small print gives 95 % "
            + "intervals, bold the best of a column, the oracle aside.";

    private static final List<String> GOOD_CLASSES = List.of("healthy", "healthy-low-traffic", "healthy-incident",
            "healthy-warm-up", "healthy-gaps", "healthy-cpu-change", "healthy-delayed", "healthy-host-offset");
    private static final List<String> BAD_CLASSES = List.of("error-small", "error-medium", "error-big", "latency-tiny",
            "latency-medium", "latency-big", "leak", "saturation", "success-cpu", "bad-incident", "bad-warm-up", "bad-gaps",
            "bad-low-traffic");

    private final String front;
    private final List<Row> rows;

    /** @param front the set with good and bad releases on which the policies are set against each other */
    ModelSections(String front, List<Row> rows) {
        this.front = front;
        this.rows = List.copyOf(rows);
    }

    /** Whether the set is one of the classes. */
    static boolean isClass(String set) {
        return GOOD_CLASSES.contains(set) || BAD_CLASSES.contains(set);
    }

    /**
     * The two mistakes against each other, and harm against time.
     *
     * @param words what the releases are
     * @return none when the set was not played
     */
    List<Section> front(String heading, String words) {
        List<Row> mixed = of(front);
        return mixed.isEmpty() ? List.of()
                : List.of(new Section(heading,
                        words + " Up and right is better on the left chart, down and left on the right one.",
                        FigureCharts.front("Good promoted and bad caught", Figure.BAD_CAUGHT, Figure.GOOD_PROMOTED, mixed),
                        FigureCharts.front("Harm in total and time to full traffic", Figure.MINUTES_TO_FULL_MEDIAN,
                                Figure.HARM_TOTAL, mixed),
                        FigureTables.ofSet(front, mixed)));
    }

    /** Every policy on every class: the one share that matters. */
    Section classes() {
        return new Section("Each class alone", "",
                FigureTables.heat("Good releases promoted", Figure.GOOD_PROMOTED, played(GOOD_CLASSES), rows),
                FigureTables.heat("Bad releases caught", Figure.BAD_CAUGHT, played(BAD_CLASSES), rows));
    }

    /** One policy on every class: all figures. */
    Section classesUnder(String policy) {
        return new Section("Each class alone, under " + policy, "One fault or nuisance each time.",
                FigureTables.ofPolicy("good releases", under(policy, GOOD_CLASSES)),
                FigureTables.ofPolicy("bad releases", under(policy, BAD_CLASSES)));
    }

    private List<Row> under(String policy, List<String> sets) {
        return sets.stream().flatMap(set -> of(set).stream()).filter(row -> row.policy().equals(policy)).toList();
    }

    private List<Row> of(String set) {
        return rows.stream().filter(row -> row.set().equals(set)).toList();
    }

    private List<String> played(List<String> sets) {
        return sets.stream().filter(set -> !of(set).isEmpty()).toList();
    }

    Section calibration() {
        List<Part> charts = new ArrayList<>();
        of(front).forEach(row -> row.calibration().ifPresent(found -> charts.add(FigureCharts.calibration(row, found))));
        return new Section("Calibration of P(bad)", charts.isEmpty() ? "No policy stated a probability."
                : "Numbers beside the points count releases. Policies that state no probability are not here; for a learned one its "
                        + "probability of a rollback stands in.",
                charts, false);
    }
}

package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.serin.training.report.EpisodeStory;
import dev.serin.training.report.Page;
import dev.serin.training.report.Section;
import dev.serin.training.report.Section.Part;
import dev.serin.training.traces.TraceReleases;

/** The benchmark's rows for a reader. Nothing in it is written by hand but what the figures mean. */
public final class BenchmarkReport {

    private static final String MIXED = BenchmarkSets.MIXED;
    private static final List<String> GOOD_CLASSES = List.of("healthy", "healthy-low-traffic", "healthy-incident",
            "healthy-warm-up", "healthy-gaps", "healthy-cpu-change", "healthy-delayed", "healthy-host-offset");
    private static final List<String> BAD_CLASSES = List.of("error-small", "error-medium", "error-big", "latency-tiny",
            "latency-medium", "latency-big", "leak", "saturation", "success-cpu", "bad-incident", "bad-warm-up", "bad-gaps",
            "bad-low-traffic");

    private final List<Row> rows;
    private final String policy;

    /** @param policy whose goals and losses are shown */
    public BenchmarkReport(List<Row> rows, String policy) {
        this.rows = List.copyOf(rows);
        this.policy = policy;
    }

    /** @param traces the recorded services, if any were played */
    String html(Optional<TraceReleases> traces, List<EpisodeStory> examples) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What " + policy + " had to reach", "With the 95 % interval of each figure.",
                FigureTables.goals(rows, policy)));
        sections.addAll(modelSections());
        sections.addAll(List.of(reproduction(), wins(), traffic()));
        traces.ifPresent(recorded -> sections.add(recorded(recorded)));
        sections.add(examples(examples));
        sections.add(everything());
        return new Page("Policies compared on the same releases",
                "Harm is in full-traffic-seconds: 1 is a second in which all requests fail; a slow request counts a fifth. "
                        + "A release that nobody decided in 90 minutes counts as rolled back. Small print gives 95 % intervals, "
                        + "bold the best of a column, the oracle aside.",
                sections).html();
    }

    /** Front, classes and calibration: also for the report of a training. */
    public List<Section> modelSections() {
        List<Row> mixed = of(MIXED);
        List<Section> sections = new ArrayList<>();
        if (!mixed.isEmpty()) {
            sections.add(new Section("Mixed releases",
                    "60 % good, 40 % bad. Up and right is better on the left chart, down and "
                            + "left on the right one.",
                    FigureCharts.front("Good promoted and bad caught", Figure.BAD_CAUGHT, Figure.GOOD_PROMOTED, mixed),
                    FigureCharts.front("Harm in total and time to full traffic", Figure.MINUTES_TO_FULL_MEDIAN,
                            Figure.HARM_TOTAL, mixed),
                    FigureTables.ofSet(MIXED, mixed)));
        }
        sections.add(new Section("Each class alone", "", FigureTables.heat("Good releases promoted", Figure.GOOD_PROMOTED,
                played(GOOD_CLASSES), rows),
                FigureTables.heat("Bad releases caught", Figure.BAD_CAUGHT, played(BAD_CLASSES),
                        rows)));
        sections.add(calibration());
        return sections;
    }

    private List<Row> of(String set) {
        return rows.stream().filter(row -> row.set().equals(set)).toList();
    }

    private List<String> played(List<String> sets) {
        return sets.stream().filter(set -> !of(set).isEmpty()).toList();
    }

    private Section calibration() {
        List<Part> charts = new ArrayList<>();
        of(MIXED).forEach(row -> row.calibration().ifPresent(found -> charts.add(FigureCharts.calibration(row, found))));
        return new Section("Calibration of P(bad)", charts.isEmpty() ? "No policy stated a probability."
                : "Numbers beside the points count releases. Policies that state no probability are not here; for a learned one its "
                        + "probability of a rollback stands in.",
                charts, false);
    }

    private Section reproduction() {
        return new Section("The mixed set beside an independent simulator", "The goals were set on releases drawn alike in "
                + "another simulator. Where rivals land near their figures there, the sets are equally hard.",
                FigureTables.reproduction(rows));
    }

    private Section wins() {
        List<RivalWin> wins = RivalWin.over(policy, rows);
        return new Section("Where another rule is better than " + policy, wins.isEmpty() ? "Nowhere beyond chance."
                : wins.size() + " figures in which the 95 % intervals lie apart.", List.of(FigureTables.wins(wins)), true);
    }

    private Section traffic() {
        return new Section("By traffic", "Requests per second as in the set's name; no averages across levels.",
                tables(rows.stream().map(Row::set).filter(set -> set.startsWith("traffic-")).distinct().toList()), true);
    }

    private Section recorded(TraceReleases traces) {
        String words = "%d recorded services kept for test: %s. %d more have too few rows or requests, or hardly answer. Real: "
                .formatted(traces.services().size(), String.join(", ", traces.services()), traces.skipped())
                + "requests, latency quantiles and availability of each five minutes, and the gaps. Not real: the split in two "
                + "arms, moments within five minutes, latencies between quantiles, the fault; CPU time is missing. petshop-busy "
                + "has a hundred times the requests, with all else as recorded.";
        return new Section("Recorded services", words,
                tables(rows.stream().map(Row::set).filter(set -> set.startsWith("petshop")).distinct().toList()), false);
    }

    private Section examples(List<EpisodeStory> examples) {
        return new Section("Example releases under " + policy, "The first release of each of these sets.", examples, true);
    }

    private Section everything() {
        return new Section("All sets", "", tables(rows.stream().map(Row::set).distinct().toList()), true);
    }

    private List<Part> tables(List<String> sets) {
        List<Part> tables = new ArrayList<>();
        sets.forEach(set -> tables.add(FigureTables.ofSet(set, of(set))));
        return tables;
    }
}

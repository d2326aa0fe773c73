package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.serin.training.report.Page;
import dev.serin.training.report.Section;
import dev.serin.training.report.Section.Part;
import dev.serin.training.traces.TraceReleases;

/** The benchmark's rows for a reader. Nothing in it is written by hand but what the figures mean. */
public final class BenchmarkReport {

    private final List<Row> rows;
    private final String policy;

    /** @param policy whose goals and losses are shown */
    public BenchmarkReport(List<Row> rows, String policy) {
        this.rows = List.copyOf(rows);
        this.policy = policy;
    }

    /** @param traces the recorded services, if any were played */
    String html(Optional<TraceReleases> traces, Section examples) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What " + policy + " had to reach", "With the 95 % interval of each figure.",
                FigureTables.goals(rows, policy)));
        ModelSections model = new ModelSections(BenchmarkSets.MIXED, rows);
        sections.addAll(model.front("Mixed releases", "60 % good, 40 % bad."));
        sections.addAll(List.of(model.classes(), model.calibration(), reproduction(), wins(), traffic()));
        traces.ifPresent(recorded -> sections.add(recorded(recorded)));
        sections.add(examples);
        sections.add(everything());
        return new Page("Policies compared on the same releases", ModelSections.READING, sections).html();
    }

    private List<Row> of(String set) {
        return rows.stream().filter(row -> row.set().equals(set)).toList();
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

    private Section everything() {
        return new Section("All sets", "", tables(rows.stream().map(Row::set).distinct().toList()), true);
    }

    private List<Part> tables(List<String> sets) {
        List<Part> tables = new ArrayList<>();
        sets.forEach(set -> tables.add(FigureTables.ofSet(set, of(set))));
        return tables;
    }
}

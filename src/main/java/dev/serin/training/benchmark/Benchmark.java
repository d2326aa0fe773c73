package dev.serin.training.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.InvalidField;
import dev.serin.simulation.environment.ScenarioFile;
import dev.serin.simulation.environment.ScenarioSet;
import dev.serin.training.traces.TraceReleases;

/** {@code make benchmark}: see {@link Arguments#USAGE}. */
public final class Benchmark {

    private final Arguments arguments;
    private final PrintStream out;
    private final Clock clock;

    Benchmark(Arguments arguments, PrintStream out, Clock clock) {
        this.arguments = arguments;
        this.out = out;
        this.clock = clock;
    }

    public static void main(String[] words) throws IOException {
        if (Arrays.asList(words).contains(Arguments.HELP)) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try {
            new Benchmark(Arguments.of(Arrays.asList(words)), System.out, Clock.systemUTC()).run();
        } catch (InvalidField unusable) {
            System.err.println(unusable.getMessage());
            System.exit(2);
        }
    }

    /** Plays, writes, and says how the policy stands to its goals. */
    void run() throws IOException {
        if (arguments.readme().isPresent()) {
            ReadmeTable.requireMarks(Files.readString(arguments.readme().get()));
        }
        Optional<byte[]> model = Contestants.model(arguments.model());
        if (model.isEmpty()) {
            out.println("No model is shipped or given: the learned policy does not take part.");
        }
        Optional<TraceReleases> traces = arguments.traces().map(TraceReleases::read);
        traces.ifPresent(recorded -> out.printf(Locale.ROOT, "%d recorded services are played, %d have too few rows or "
                + "requests, or hardly answer%n", recorded.services().size(), recorded.skipped()));
        List<Contestant> contestants = contestants(model);
        List<Row> rows = play(contestants, model, traces);
        write(rows, traces, contestants.get(0));
        tell(rows, contestants.get(0).name());
    }

    private List<Contestant> contestants(Optional<byte[]> model) {
        List<Contestant> chosen = Contestants.of(model).stream().filter(this::takesPart).toList();
        if (chosen.isEmpty()) {
            throw new InvalidField("--policies", "names no policy that there is", "use names of the table");
        }
        return chosen;
    }

    /** A policy's name goes up to the comma; its caution follows. */
    private boolean takesPart(Contestant contestant) {
        return arguments.policies().isEmpty() || arguments.policies().contains(contestant.name().split(",")[0]);
    }

    private Map<String, ScenarioSet> scenarios() {
        return arguments.scenarios().map(ScenarioFile::read).orElseGet(() -> ScenarioFile.shipped("benchmark"));
    }

    private List<Row> play(List<Contestant> contestants, Optional<byte[]> model, Optional<TraceReleases> traces) {
        List<Contestant> withFront = new ArrayList<>(contestants);
        model.ifPresent(bytes -> Contestants.atCautions(bytes).stream().filter(this::takesPart).forEach(withFront::add));
        Contest contest = new Contest(arguments.threads(), out, System.console() != null, clock);
        return contest.play(sets(traces), set -> set.name().equals(BenchmarkSets.MIXED) ? withFront : contestants);
    }

    private List<BenchmarkSet> sets(Optional<TraceReleases> traces) {
        List<BenchmarkSet> sets = new ArrayList<>(BenchmarkSets.ofScenarios(scenarios(), arguments.episodes()));
        traces.ifPresent(recorded -> sets.addAll(BenchmarkSets.ofTraces(recorded, scenarios(), arguments.episodes())));
        return arguments.sets().isEmpty() ? sets
                : sets.stream().filter(set -> arguments.sets().contains(set.name())).toList();
    }

    private void write(List<Row> rows, Optional<TraceReleases> traces, Contestant first) throws IOException {
        Files.createDirectories(arguments.output());
        BenchmarkJson.write(rows, arguments.output().resolve("benchmark.json"));
        Files.writeString(arguments.output().resolve("benchmark.html"), new BenchmarkReport(rows, first.name()).html(traces,
                ExampleEpisodes.section(first, BenchmarkSets.ofScenarios(scenarios(), arguments.episodes()))));
        if (arguments.readme().isPresent()) {
            new ReadmeTable(rows, first.name()).replaceIn(arguments.readme().get());
        }
        out.printf("Written to %s%n", arguments.output());
    }

    private void tell(List<Row> rows, String policy) {
        out.printf("%nHow %s stands to its goals%n", policy);
        Goal.results(rows, policy).forEach(result -> out.println("  " + result.line()));
        out.printf("%nWhere another rule is better beyond chance%n");
        RivalWin.over(policy, rows).forEach(win -> out.println("  " + win.line()));
        out.printf("%nThe mixed set beside the prototype's%n");
        Reproduction.of(rows).forEach(reproduction -> out.println("  " + reproduction.line()));
    }
}

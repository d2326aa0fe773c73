package dev.serin.training.benchmark;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.InvalidField;

/**
 * How the benchmark is run.
 *
 * @param episodes of the mixed set; most others get a tenth
 * @param traces directory of the PetShop traces
 * @param model the policy to compare; the shipped one when empty
 * @param output where the results are written
 * @param readme whose tables are replaced
 * @param scenarios a scenario file; the shipped sets when empty
 * @param sets names of those to play; all when empty
 * @param policies names of those that take part; all when empty
 * @param threads at least 1; the results do not depend on it
 */
record Arguments(int episodes, Optional<Path> traces, Optional<Path> model, Path output, Optional<Path> readme,
        Optional<Path> scenarios, List<String> sets, List<String> policies, int threads) {

    static final String HELP = "--help";

    static final String USAGE = """
            Plays every policy on the same releases and writes benchmark.json and benchmark.html.
              --episodes N      releases of the mixed set and of changed noise, the others get a tenth (20000)
              --traces DIR      also play recorded services: directory of the PetShop traces
              --model FILE      the policy to compare (the shipped one)
              --output DIR      where the results are written (docs/benchmark)
              --readme FILE     replace what stands between the marks of this text
              --scenarios FILE  other scenario sets (those shipped); one has to be called mixed
              --sets A,B        only these sets (all)
              --policies A,B    only these policies, serin at each caution included (all)
              --threads N       how many work at once (2); the results do not depend on it
              --help            this text
            """;

    private static final Set<String> OPTIONS = Set.of("--episodes", "--traces", "--model", "--output", "--readme",
            "--scenarios", "--sets", "--policies", "--threads");

    /** @throws InvalidField when a word is not understood */
    static Arguments of(List<String> words) {
        Map<String, String> values = values(new ArrayDeque<>(words));
        return new Arguments(number(values, "--episodes", 20_000), path(values, "--traces"), path(values, "--model"),
                path(values, "--output").orElse(Path.of("docs", "benchmark")), path(values, "--readme"),
                path(values, "--scenarios"),
                names(values, "--sets"), names(values, "--policies"), number(values, "--threads", 2));
    }

    private static List<String> names(Map<String, String> values, String option) {
        return values.containsKey(option) ? List.of(values.get(option).split(",")) : List.of();
    }

    private static Map<String, String> values(Deque<String> words) {
        Map<String, String> values = new HashMap<>();
        while (!words.isEmpty()) {
            String option = words.pop();
            if (!OPTIONS.contains(option) || words.isEmpty() || words.peek().isEmpty()) {
                throw new InvalidField("arguments", "are not understood from " + values.size() + " options on", "see " + HELP);
            }
            values.put(option, words.pop());
        }
        return values;
    }

    private static Optional<Path> path(Map<String, String> values, String option) {
        return Optional.ofNullable(values.get(option)).map(Path::of);
    }

    private static int number(Map<String, String> values, String option, int otherwise) {
        String value = values.getOrDefault(option, String.valueOf(otherwise));
        if (!value.matches("[1-9]\\d{0,7}")) {
            throw new InvalidField(option, "is no whole number above 0", "give one");
        }
        return Integer.parseInt(value);
    }
}

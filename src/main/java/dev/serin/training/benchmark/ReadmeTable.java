package dev.serin.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.serin.canary.InvalidField;

/**
 * What a reader of the README wants to know, in Markdown between two marks: how a policy stands to its goals, the mixed set,
 * and where another rule is better.
 */
final class ReadmeTable {

    static final String START = "<!-- benchmark -->";
    static final String END = "<!-- /benchmark -->";

    private static final List<Figure> FIGURES = List.of(Figure.GOOD_PROMOTED, Figure.BAD_CAUGHT, Figure.HARM_BEFORE,
            Figure.HARM_TOTAL, Figure.MINUTES_TO_FULL_MEDIAN, Figure.MINUTES_TO_ROLLBACK_MEDIAN);
    private static final Set<String> GOAL_SETS = Goal.ALL.stream().map(Goal::set).collect(Collectors.toUnmodifiableSet());

    private final List<Row> rows;
    private final String policy;

    /** @param policy whose goals and losses are shown */
    ReadmeTable(List<Row> rows, String policy) {
        this.rows = List.copyOf(rows);
        this.policy = policy;
    }

    /** @throws InvalidField when the text has no marks */
    void replaceIn(Path readme) throws IOException {
        Files.writeString(readme, replaced(Files.readString(readme)));
    }

    String replaced(String text) {
        requireMarks(text);
        return text.substring(0, text.indexOf(START) + START.length()) + "\n" + markdown() + text.substring(text.indexOf(END));
    }

    /** @throws InvalidField when the text has no marks */
    static void requireMarks(String text) {
        if (text.indexOf(START) < 0 || text.indexOf(END) < text.indexOf(START)) {
            throw new InvalidField("readme", "has no marks for the table", "write " + START + " and " + END + " into it");
        }
    }

    private String markdown() {
        return goals() + "\n" + mixed() + "\n" + wins();
    }

    private String goals() {
        return "| goal | floor | goal | `" + policy + "`, 95 % interval | |\n| --- | ---: | ---: | ---: | --- |\n"
                + Goal.results(rows, policy).stream().map(ReadmeTable::line).collect(Collectors.joining());
    }

    private static String line(Goal.Result result) {
        Figure figure = result.goal().figure();
        return "| %s | %s | %s | %s | %s |\n".formatted(result.goal().words(), figure.format(result.goal().floor()),
                figure.format(result.goal().goal()), result.estimate().map(figure::format).orElse("–"),
                result.reached().words());
    }

    private String mixed() {
        List<Row> mixed = rows.stream().filter(row -> row.set().equals(BenchmarkSets.MIXED)).toList();
        return "The mixed set, harm in full-traffic-seconds; bold is the best of a column, `oracle` aside, which knows what a release is:\n\n| policy | "
                + FIGURES.stream().map(Figure::words).collect(Collectors.joining(" | ")) + " |\n| --- |"
                + " ---: |".repeat(FIGURES.size()) + "\n"
                + mixed.stream().map(row -> line(row, mixed)).collect(Collectors.joining());
    }

    private static String line(Row row, List<Row> all) {
        Function<Figure, String> cell = figure -> row.figure(figure).map(estimate -> figure.format(estimate.value()))
                .map(text -> FigureTables.isBest(figure, row, all) ? "**" + text + "**" : text).orElse("–");
        return "| " + row.policy() + " | " + FIGURES.stream().map(cell).collect(Collectors.joining(" | ")) + " |\n";
    }

    /** In full for the sets that the goals speak of, as a number for the others. */
    private String wins() {
        List<RivalWin> wins = RivalWin.over(policy, rows);
        List<RivalWin> shown = wins.stream().filter(win -> GOAL_SETS.contains(win.set())).toList();
        Map<String, List<RivalWin>> byFigure = shown.stream().collect(Collectors
                .groupingBy(win -> win.set() + " | " + win.figure().words(), LinkedHashMap::new, Collectors.toList()));
        return "Where another rule is better than `%s` beyond chance: %d figures, %d of them on the sets of the goals:\n\n"
                .formatted(policy, wins.size(), shown.size())
                + "| set | figure | `" + policy + "` | better |\n| --- | --- | ---: | --- |\n"
                + byFigure.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).collect(Collectors.joining());
    }

    private static String line(String where, List<RivalWin> wins) {
        Figure figure = wins.get(0).figure();
        return "| %s | %s | %s |\n".formatted(where, figure.format(wins.get(0).ours().value()), wins.stream()
                .map(win -> win.rival() + " " + figure.format(win.rivals().value())).collect(Collectors.joining(", ")));
    }
}

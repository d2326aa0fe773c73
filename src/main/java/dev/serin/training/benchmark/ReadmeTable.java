package dev.serin.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.serin.canary.InvalidField;

/** The mixed set as a Markdown table, between two marks of a text. */
final class ReadmeTable {

    static final String START = "<!-- benchmark -->";
    static final String END = "<!-- /benchmark -->";

    private static final List<Figure> FIGURES = List.of(Figure.GOOD_PROMOTED, Figure.BAD_CAUGHT, Figure.HARM_BEFORE,
            Figure.HARM_TOTAL, Figure.MINUTES_TO_FULL_MEDIAN, Figure.MINUTES_TO_ROLLBACK_MEDIAN);

    private ReadmeTable() {
    }

    /** @throws InvalidField when the text has no marks */
    static void replaceIn(Path readme, List<Row> rows) throws IOException {
        Files.writeString(readme, replaced(Files.readString(readme), rows));
    }

    static String replaced(String text, List<Row> rows) {
        requireMarks(text);
        return text.substring(0, text.indexOf(START) + START.length()) + "\n" + table(rows)
                + text.substring(text.indexOf(END));
    }

    /** @throws InvalidField when the text has no marks */
    static void requireMarks(String text) {
        if (text.indexOf(START) < 0 || text.indexOf(END) < text.indexOf(START)) {
            throw new InvalidField("readme", "has no marks for the table", "write " + START + " and " + END + " into it");
        }
    }

    static String table(List<Row> rows) {
        List<Row> mixed = rows.stream().filter(row -> row.set().equals("mixed")).toList();
        String head = "| policy | " + FIGURES.stream().map(Figure::words).collect(Collectors.joining(" | ")) + " |\n"
                + "| --- |" + " ---: |".repeat(FIGURES.size()) + "\n";
        return head + mixed.stream().map(ReadmeTable::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        return "| " + row.policy() + " | " + FIGURES.stream()
                .map(figure -> row.figure(figure).map(estimate -> figure.format(estimate.value())).orElse("–"))
                .collect(Collectors.joining(" | ")) + " |\n";
    }
}

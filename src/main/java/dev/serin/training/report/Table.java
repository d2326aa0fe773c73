package dev.serin.training.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Names on the left, numbers on the right.
 *
 * @param head one word for each column
 */
public record Table(String title, List<String> head, List<Row> rows) implements Section.Part {

    private static final double DEEPEST = 0.45;

    /** @param ours whether it is the line to look at */
    public record Row(List<Cell> cells, boolean ours) {
    }

    /**
     * @param detail in small letters below; empty for none
     * @param heat 0 for bad to 1 for good, shown as colour behind the text; empty for none
     * @param best whether it is the best of its column
     * @param words whether it is read as text and not compared as a number
     */
    public record Cell(String text, String detail, OptionalDouble heat, boolean best, boolean words) {

        public static Cell words(String text) {
            return new Cell(text, "", OptionalDouble.empty(), false, true);
        }

        public static Cell number(String text, String detail) {
            return new Cell(text, detail, OptionalDouble.empty(), false, false);
        }

        public Cell hot(double heat) {
            return new Cell(text, detail, OptionalDouble.of(heat), best, words);
        }

        public Cell asBest(boolean isBest) {
            return new Cell(text, detail, heat, isBest, words);
        }

        private String html() {
            String classes = (words ? "words " : "") + (best ? "best " : "") + (heat.isPresent() ? side() : "");
            String small = detail.isEmpty() ? "" : "<small>" + Html.escaped(detail) + "</small>";
            return "<td class=\"" + classes.strip() + "\"" + depth() + ">" + Html.escaped(text) + small + "</td>";
        }

        private String side() {
            return heat.getAsDouble() >= 0.5 ? "good" : "bad";
        }

        private String depth() {
            return heat.isEmpty() ? ""
                    : String.format(Locale.ROOT, " style=\"--depth: %.2f\"",
                            DEEPEST * 2 * Math.abs(Math.max(0, Math.min(1, heat.getAsDouble())) - 0.5));
        }
    }

    @Override
    public String html() {
        String heads = IntStream.range(0, head.size()).mapToObj(this::heading).collect(Collectors.joining());
        return "<div class=\"scroll\"><table>" + (title.isEmpty() ? "" : "<caption>" + Html.escaped(title) + "</caption>")
                + "<thead><tr>" + heads + "</tr></thead>\n<tbody>\n"
                + rows.stream().map(Table::html).collect(Collectors.joining()) + "</tbody></table></div>\n";
    }

    /** Stands as the cells below it do. */
    private String heading(int column) {
        boolean overWords = !rows.isEmpty() && rows.get(0).cells().get(column).words();
        return "<th scope=\"col\"" + (overWords ? " class=\"words\"" : "") + ">" + Html.escaped(head.get(column)) + "</th>";
    }

    private static String html(Row row) {
        return "<tr" + (row.ours() ? " class=\"ours\"" : "") + ">"
                + row.cells().stream().map(Cell::html).collect(Collectors.joining()) + "</tr>\n";
    }
}

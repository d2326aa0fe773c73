package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.serin.training.report.Table;
import dev.serin.training.report.Table.Cell;

/** Rows of the benchmark as tables of a report. */
final class FigureTables {

    private static final List<Figure> FIGURES = List.of(Figure.GOOD_PROMOTED, Figure.WRONG_ROLLBACKS, Figure.BAD_CAUGHT,
            Figure.HARM_BEFORE, Figure.HARM_TOTAL, Figure.MINUTES_TO_FULL_MEDIAN, Figure.MINUTES_TO_ROLLBACK_MEDIAN,
            Figure.UNDECIDED);
    private static final String ORACLE = "oracle";

    private FigureTables() {
    }

    /** Every policy of one set, with intervals; the best of each column in bold, the oracle aside. */
    static Table ofSet(String set, List<Row> rows) {
        List<Figure> shown = shown(rows);
        List<Table.Row> lines = rows.stream().map(row -> line(row, rows, shown)).toList();
        return new Table("%s, %d releases".formatted(set, rows.get(0).episodes()), head("policy", shown), lines);
    }

    /** One policy on many sets, with intervals. */
    static Table ofPolicy(String title, List<Row> rows) {
        List<Figure> shown = shown(rows);
        List<Table.Row> lines = rows.stream()
                .map(row -> new Table.Row(cells(row.set(), shown, figure -> cell(figure, row)), false)).toList();
        return new Table(title, head("set", shown), lines);
    }

    private static List<Figure> shown(List<Row> rows) {
        return FIGURES.stream().filter(figure -> rows.stream().anyMatch(row -> row.figure(figure).isPresent())).toList();
    }

    private static List<String> head(String first, List<Figure> shown) {
        return Stream.concat(Stream.of(first), shown.stream().map(Figure::words)).toList();
    }

    private static Table.Row line(Row row, List<Row> all, List<Figure> shown) {
        return new Table.Row(cells(row.policy(), shown, figure -> cell(figure, row).asBest(isBest(figure, row, all))),
                row.policy().equals(Contestants.SERIN));
    }

    private static List<Cell> cells(String first, List<Figure> shown, Function<Figure, Cell> cell) {
        return Stream.concat(Stream.of(Cell.words(first)), shown.stream().map(cell)).toList();
    }

    private static Cell cell(Figure figure, Row row) {
        return row.figure(figure).map(estimate -> Cell.number(figure.format(estimate.value()),
                figure.format(estimate.low()) + " – " + figure.format(estimate.high()))).orElse(Cell.number("–", ""));
    }

    /** Whether no other policy's figure is better, the oracle's aside. */
    static boolean isBest(Figure figure, Row row, List<Row> all) {
        Optional<Estimate> own = row.figure(figure);
        return own.isPresent() && !row.policy().equals(ORACLE) && all.stream().filter(other -> !other.policy().equals(ORACLE))
                .flatMap(other -> other.figure(figure).stream())
                .noneMatch(other -> figure.isBetter(other.value(), own.get().value()));
    }

    /** One figure over many sets: policies down, sets across, coloured by the share. */
    static Table heat(String title, Figure figure, List<String> sets, List<Row> rows) {
        List<String> head = new ArrayList<>(List.of("policy"));
        head.addAll(sets);
        List<String> policies = rows.stream().filter(row -> sets.contains(row.set())).map(Row::policy).distinct().toList();
        return new Table(title, head, policies.stream().map(policy -> {
            List<Cell> cells = new ArrayList<>(List.of(Cell.words(policy)));
            sets.forEach(set -> cells.add(heat(figure, find(rows, set, policy).flatMap(row -> row.figure(figure)))));
            return new Table.Row(cells, policy.equals(Contestants.SERIN));
        }).toList());
    }

    private static Cell heat(Figure figure, Optional<Estimate> estimate) {
        return estimate.map(found -> Cell.number(figure.format(found.value()), "").hot(found.value()))
                .orElse(Cell.number("–", ""));
    }

    private static Optional<Row> find(List<Row> rows, String set, String policy) {
        return rows.stream().filter(row -> row.set().equals(set) && row.policy().equals(policy)).findFirst();
    }

    static Table goals(List<Row> rows, String policy) {
        return new Table("", List.of("goal", "set", "figure", "floor", "goal", "reached"),
                Goal.results(rows, policy).stream().map(FigureTables::goal).toList());
    }

    private static Table.Row goal(Goal.Result result) {
        Figure figure = result.goal().figure();
        Cell reached = new Cell(result.reached().words(), "", switch (result.reached()) {
            case GOAL -> OptionalDouble.of(1);
            case FLOOR -> OptionalDouble.of(0.7);
            case NEITHER -> OptionalDouble.of(0.1);
            case NOT_PLAYED -> OptionalDouble.empty();
        }, false, true);
        Cell value = result.estimate().map(estimate -> Cell.number(figure.format(estimate.value()),
                figure.format(estimate.low()) + " – " + figure.format(estimate.high()))).orElse(Cell.number("–", ""));
        return new Table.Row(List.of(Cell.words(result.goal().words()), Cell.words(result.goal().set()), value,
                Cell.number(figure.format(result.goal().floor()), ""), Cell.number(figure.format(result.goal().goal()), ""),
                reached), false);
    }

    static Table wins(List<RivalWin> wins) {
        return new Table("", List.of("set", "figure", "rule", "its figure", "ours"),
                wins.stream().map(win -> new Table.Row(List.of(Cell.words(win.set()), Cell.words(win.figure().words()),
                        Cell.words(win.rival()), Cell.number(win.figure().format(win.rivals()), ""),
                        Cell.number(win.figure().format(win.ours()), "")), false)).toList());
    }

    static Table reproduction(List<Row> rows) {
        return new Table("", List.of("policy", "good promoted here", "prototype", "bad caught here", "prototype"),
                Reproduction.of(rows).stream().map(each -> new Table.Row(List.of(Cell.words(each.policy()),
                        cell(Figure.GOOD_PROMOTED, each.goodPromotedHere()),
                        Cell.number(Figure.GOOD_PROMOTED.format(each.goodPromoted()), ""),
                        cell(Figure.BAD_CAUGHT, each.badCaughtHere()),
                        Cell.number(Figure.BAD_CAUGHT.format(each.badCaught()), "")), false)).toList());
    }

    private static Cell cell(Figure figure, Optional<Estimate> estimate) {
        return Cell.number(estimate.map(found -> figure.format(found.value())).orElse("–"), "");
    }
}

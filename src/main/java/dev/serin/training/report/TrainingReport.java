package dev.serin.training.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.serin.training.report.Series.Kind;
import dev.serin.training.report.Series.Point;
import dev.serin.training.report.Table.Cell;

/** What a training did, for a reader. */
public final class TrainingReport {

    private static final double MILLION = 1e6;

    private TrainingReport() {
    }

    /**
     * The whole page.
     *
     * @param model what the model can do: front, classes, examples; may be empty
     */
    public static String html(TrainingFile training, List<Section> model) {
        List<Section> sections = new ArrayList<>(List.of(card(training.card()), learning(training)));
        sections.addAll(model);
        return new Page("How the policy was trained", "Selected: " + training.selected() + ", of "
                + training.scores().size() + " networks, by its return on releases that no training met.", sections).html();
    }

    private static Section card(Map<String, String> card) {
        List<Table.Row> rows = card.entrySet().stream()
                .map(fact -> new Table.Row(List.of(Cell.words(fact.getKey()), Cell.words(fact.getValue())), false)).toList();
        return new Section("The model", "", new Table("", List.of("fact", "value"), rows));
    }

    private static Section learning(TrainingFile training) {
        List<Series> series = training.curves().stream().map(TrainingReport::series).toList();
        Axis steps = Axis.covering("million steps", values(series, true),
                Axis::plain);
        Axis returns = Axis.covering("mean return of an episode", values(series, false), Axis::plain);
        return new Section("Learning", "With the actions drawn from the policy's probabilities, as training needs it; the "
                + "scores are without.", new Chart("Learning curve of each seed", steps, returns, series), scores(training));
    }

    private static Series series(TrainingFile.Curve curve) {
        return new Series(curve.network(), Kind.LINE,
                curve.points().stream().map(point -> new Point(point.steps() / MILLION, point.mean())).toList());
    }

    private static double[] values(List<Series> series, boolean across) {
        Stream<Point> points = series.stream().flatMap(one -> one.points().stream());
        return points.mapToDouble(point -> across ? point.x() : point.y()).toArray();
    }

    private static Table scores(TrainingFile training) {
        double best = training.scores().stream().mapToDouble(TrainingFile.Score::validation).max().orElse(0);
        return new Table("Validation", List.of("network", "mean return"), training.scores().stream()
                .map(score -> new Table.Row(List.of(Cell.words(score.network()),
                        Cell.number(String.format(Locale.ROOT, "%.3f", score.validation()), "")
                                .asBest(score.validation() == best)),
                        score.network().equals(training.selected())))
                .toList());
    }
}

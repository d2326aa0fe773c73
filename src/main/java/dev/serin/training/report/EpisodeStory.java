package dev.serin.training.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.serin.training.report.Series.Kind;
import dev.serin.training.report.Series.Point;

/**
 * One release from its start to its end: weight, errors and latency over time.
 *
 * @param title what the release is and how it ended
 * @param moments in order, at least one
 */
public record EpisodeStory(String title, List<Moment> moments) implements Section.Part {

    /**
     * One interval.
     *
     * @param canaryErrorShare empty where it was not seen or nothing was asked
     */
    public record Moment(double minute, double weightPercent, OptionalDouble canaryErrorShare, OptionalDouble primaryErrorShare,
            OptionalDouble canaryP99Millis, OptionalDouble primaryP99Millis) {
    }

    @Override
    public String html() {
        Chart errors = versions("errors", "share of requests that failed", Moment::canaryErrorShare, Moment::primaryErrorShare,
                share -> Axis.plain(100 * share) + " %");
        Chart latency = versions("latency", "99th percentile, ms", Moment::canaryP99Millis, Moment::primaryP99Millis,
                Axis::plain);
        return "<div class=\"episode\"><h3>" + Html.escaped(title) + "</h3>\n<div class=\"parts\">" + weight().html()
                + errors.html() + latency.html() + "</div></div>\n";
    }

    private Chart weight() {
        List<Point> points = moments.stream().map(moment -> new Point(moment.minute(), moment.weightPercent())).toList();
        return new Chart("weight", minutes(), new Axis("canary's weight", 0, 100, false, percent -> Math.round(percent) + " %"),
                List.of(new Series("weight", Kind.STEPS, points)));
    }

    private Axis minutes() {
        ToDoubleFunction<Moment> minute = Moment::minute;
        return Axis.covering("minutes", moments.stream().mapToDouble(minute).toArray(),
                Axis::plain);
    }

    private Chart versions(String heading, String label, Function<Moment, OptionalDouble> canary,
            Function<Moment, OptionalDouble> primary, DoubleFunction<String> words) {
        List<Point> ofCanary = points(canary);
        List<Point> ofPrimary = points(primary);
        double most = Stream.concat(ofCanary.stream(), ofPrimary.stream()).mapToDouble(Point::y).max()
                .orElse(0);
        Axis y = new Axis(label, 0, most > 0 ? 1.05 * most : 1, false, words);
        return new Chart(heading, minutes(), y,
                List.of(new Series("canary", Kind.LINE, ofCanary), new Series("primary", Kind.LINE, ofPrimary)));
    }

    private List<Point> points(Function<Moment, OptionalDouble> figure) {
        return moments.stream().filter(moment -> figure.apply(moment).isPresent())
                .map(moment -> new Point(moment.minute(), figure.apply(moment).getAsDouble())).toList();
    }
}

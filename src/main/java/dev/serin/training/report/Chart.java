package dev.serin.training.report;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines and points between two axes, as inline SVG. Colours come from the page's style, so that they fit light and dark.
 *
 * @param series each has its own colour; those without points are left out, as are points outside of the axes
 */
public record Chart(String title, Axis x, Axis y, List<Series> series) implements Section.Part {

    private static final int COLOURS = 6;
    private static final Rectangle2D AREA = new Rectangle2D.Double(72, 8, 556, 300);
    private static final double WIDTH = 640;
    private static final double HEIGHT = 356;

    public Chart {
        series = series.stream().filter(one -> !one.points().isEmpty()).toList();
    }

    @Override
    public String html() {
        return "<figure><figcaption>" + Html.escaped(title) + "</figcaption>\n" + svg() + legend() + "</figure>\n";
    }

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%n", WIDTH, HEIGHT, Html.escaped(title)));
        x.ticks().forEach(tick -> svg.append(verticalGrid(tick)));
        y.ticks().forEach(tick -> svg.append(horizontalGrid(tick)));
        svg.append(text(AREA.getCenterX(), HEIGHT - 6, "middle", x.label()));
        svg.append(String.format(Locale.ROOT, "<text x=\"14\" y=\"%1$.1f\" text-anchor=\"middle\" "
                + "transform=\"rotate(-90 14 %1$.1f)\">%2$s</text>%n", AREA.getCenterY(), Html.escaped(y.label())));
        for (int i = 0; i < series.size(); i++) {
            svg.append("<g class=\"s").append(i % COLOURS).append("\">\n").append(drawn(series.get(i))).append("</g>\n");
        }
        return svg.append(labels()).append("</svg>\n").toString();
    }

    private String verticalGrid(double tick) {
        return line(left(tick), AREA.getMinY(), left(tick), AREA.getMaxY())
                + text(left(tick), AREA.getMaxY() + 18, "middle", x.words().apply(tick));
    }

    private String horizontalGrid(double tick) {
        return line(AREA.getMinX(), top(tick), AREA.getMaxX(), top(tick))
                + text(AREA.getMinX() - 6, top(tick) + 4, "end", y.words().apply(tick));
    }

    private static String line(double fromX, double fromY, double toX, double toY) {
        return String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n", fromX,
                fromY, toX, toY);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
                Html.escaped(words));
    }

    private String drawn(Series one) {
        List<Series.Point> inside = inside(one);
        String path = one.kind().isJoined() && !inside.isEmpty() ? path(one.kind(), inside) : "";
        return one.kind().hasDots() ? path + inside.stream().map(this::dot).collect(Collectors.joining()) : path;
    }

    private List<Series.Point> inside(Series one) {
        return one.points().stream().filter(point -> x.holds(point.x()) && y.holds(point.y())).toList();
    }

    private String path(Series.Kind kind, List<Series.Point> points) {
        StringBuilder path = new StringBuilder();
        for (Series.Point point : points) {
            String across = kind == Series.Kind.STEPS && path.length() > 0
                    ? String.format(Locale.ROOT, " H%.1f", left(point.x()))
                    : "";
            path.append(across).append(String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : " L",
                    left(point.x()), top(point.y())));
        }
        String reference = kind == Series.Kind.REFERENCE ? " reference" : "";
        return "<path class=\"series" + reference + "\" d=\"" + path + "\"/>\n";
    }

    private String dot(Series.Point point) {
        String tip = "%s: %s, %s".formatted(point.label(), x.words().apply(point.x()), y.words().apply(point.y()));
        return String.format(Locale.ROOT, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>%n",
                left(point.x()), top(point.y()), Html.escaped(tip));
    }

    private String labels() {
        List<Series.Point> labelled = series.stream().filter(one -> one.kind().hasDots())
                .flatMap(one -> inside(one).stream()).filter(point -> !point.label().isEmpty()).toList();
        Labels places = new Labels(AREA);
        labelled.forEach(point -> places.keepFree(left(point.x()), top(point.y())));
        return labelled.stream().map(point -> places.placeBeside(left(point.x()), top(point.y()), point.label())
                .map(place -> String.format(Locale.ROOT, "<text class=\"point\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", place.x(),
                        place.y(), Html.escaped(point.label())))
                .orElse("")).collect(Collectors.joining());
    }

    private String legend() {
        if (series.size() < 2) {
            return "";
        }
        StringBuilder legend = new StringBuilder("<ul class=\"legend\">");
        for (int i = 0; i < series.size(); i++) {
            legend.append("<li><svg viewBox=\"0 0 26 10\" class=\"s").append(i % COLOURS).append("\" aria-hidden=\"true\">")
                    .append(sample(series.get(i).kind())).append("</svg>").append(Html.escaped(series.get(i).name()))
                    .append("</li>");
        }
        return legend.append("</ul>\n").toString();
    }

    private static String sample(Series.Kind kind) {
        String reference = kind == Series.Kind.REFERENCE ? " reference" : "";
        String line = kind.isJoined() ? "<path class=\"series" + reference + "\" d=\"M1 5H25\"/>" : "";
        return kind.hasDots() ? line + "<circle class=\"dot\" cx=\"13\" cy=\"5\" r=\"4\"/>" : line;
    }

    private double left(double value) {
        return AREA.getMinX() + AREA.getWidth() * x.share(value);
    }

    private double top(double value) {
        return AREA.getMaxY() - AREA.getHeight() * y.share(value);
    }
}

package dev.serin.training.report;

import java.util.List;

/** Points that belong together. */
public record Series(String name, Kind kind, List<Point> points) {

    /** How they are drawn. */
    public enum Kind {
        /** Joined in their order. */
        LINE,
        /** Joined, each value lasting until the next. */
        STEPS,
        /** Joined by a broken line: something to compare with. */
        REFERENCE,
        /** Each by itself, with its label where there is room. */
        POINTS,
        /** Joined in their order, each with its label where there is room. */
        LABELLED_LINE;

        boolean isJoined() {
            return this != POINTS;
        }

        boolean hasDots() {
            return this == POINTS || this == LABELLED_LINE;
        }
    }

    /** @param label empty for none */
    public record Point(double x, double y, String label) {

        public Point(double x, double y) {
            this(x, y, "");
        }
    }

    public Series {
        points = List.copyOf(points);
    }
}

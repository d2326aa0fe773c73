package dev.serin.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;

import dev.serin.training.report.Series.Kind;
import dev.serin.training.report.Series.Point;

class ChartTest {

    private static final Axis PERCENT = new Axis("share", 0, 100, false, value -> Math.round(value) + " %");

    private static String svg(Series... series) {
        return new Chart("title", PERCENT, PERCENT, List.of(series)).svg();
    }

    @Test
    void ticksAreRoundNumbersWithinTheAxis() {
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), PERCENT.ticks());
        assertEquals(List.of(1.0, 2.0, 5.0, 10.0, 20.0), new Axis("", 0.9, 30, true, String::valueOf).ticks());
        assertEquals(List.of(0.1, 1.0, 10.0, 100.0, 1000.0), new Axis("", 0.1, 1000, true, String::valueOf).ticks());
    }

    @Test
    void equalRatiosAreEquallyLongOnALogarithmicAxis() {
        Axis axis = new Axis("", 1, 100, true, String::valueOf);
        assertEquals(0.5, axis.share(10), 1e-12);
        assertEquals(0.25, PERCENT.share(25));
    }

    @Test
    void anAxisOverOneValueHasRoomAroundIt() {
        Axis axis = Axis.covering("", new double[] { 3, 3 }, String::valueOf);
        assertEquals(0.5, axis.share(3));
        assertTrue(Axis.covering("", new double[0], String::valueOf).to() > 0);
        assertTrue(Axis.magnitudes("", new double[] { 0, 5 }, String::valueOf).holds(5));
    }

    @Test
    void numbersHaveNoIdleZeros() {
        assertEquals(List.of("0", "10", "0.2", "-0.5", "1230", "0.000123"),
                DoubleStream.of(1e-17, 10, 0.2, -0.5, 1234, 0.000123).mapToObj(Axis::plain).toList());
    }

    @Test
    void aLineGoesFromCornerToCorner() {
        String svg = svg(new Series("line", Kind.LINE, List.of(new Point(0, 0), new Point(100, 100))));
        assertTrue(svg.contains("d=\"M72.0 308.0 L628.0 8.0\""), svg);
    }

    @Test
    void aStepLastsUntilTheNext() {
        String svg = svg(new Series("weight", Kind.STEPS, List.of(new Point(0, 0), new Point(100, 100))));
        assertTrue(svg.contains("d=\"M72.0 308.0 H628.0 L628.0 8.0\""), svg);
    }

    @Test
    void labelsThatWouldCoverEachOtherAreMovedOrLeftOut() {
        List<Point> crowd = Collections.nCopies(9, new Point(50, 50, "crowded"));
        String svg = svg(new Series("crowd", Kind.POINTS, crowd));
        assertEquals(9, svg.split("<title>crowded", -1).length - 1);
        int labels = svg.split("class=\"point\"", -1).length - 1;
        assertTrue(labels >= 1 && labels <= 4, labels + " labels");
    }

    @Test
    void pointsOutsideOfTheAxesAreLeftOut() {
        assertFalse(svg(new Series("far", Kind.POINTS, List.of(new Point(500, 50, "far")))).contains("circle"));
    }

    @Test
    void namesCannotBreakTheMarkup() {
        String html = new Chart("<script>", PERCENT, PERCENT,
                List.of(new Series("a\"b", Kind.POINTS, List.of(new Point(1, 1, "<b>"))))).html();
        assertFalse(html.contains("<script>") || html.contains("<b>"));
    }
}

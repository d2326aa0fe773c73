package dev.serin.training.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a place beside each point where its label covers nothing; one that finds none is left out. */
final class Labels {

    private static final double CHARACTER = 6;
    private static final double HEIGHT = 12;
    private static final double DISTANCE = 6;

    private final Rectangle2D area;
    private final List<Rectangle2D> taken = new ArrayList<>();

    /** Where a label starts, on its base line. */
    record Place(double x, double y) {
    }

    Labels(Rectangle2D area) {
        this.area = area;
    }

    /** A dot that no label may cover. */
    void keepFree(double x, double y) {
        taken.add(new Rectangle2D.Double(x - 4, y - 4, 8, 8));
    }

    /** To the right, else to the left, above or below. */
    Optional<Place> placeBeside(double x, double y, String label) {
        double width = CHARACTER * label.length();
        double[][] corners = { { x + DISTANCE, y - HEIGHT / 2 }, { x - DISTANCE - width, y - HEIGHT / 2 },
                { x - width / 2, y - DISTANCE - HEIGHT }, { x - width / 2, y + DISTANCE } };
        for (double[] corner : corners) {
            Rectangle2D box = new Rectangle2D.Double(corner[0], corner[1], width, HEIGHT);
            if (area.contains(box) && taken.stream().noneMatch(box::intersects)) {
                taken.add(box);
                return Optional.of(new Place(corner[0], corner[1] + HEIGHT - 2));
            }
        }
        return Optional.empty();
    }
}

package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.serin.canary.Phase;
import dev.serin.journal.Glance;

/**
 * The weights of a release as the path data of one line, 60 wide and 20 high: time from left to right, traffic from the bottom
 * up. Whole numbers, because there are hundreds of them on a page.
 */
final class Sparkline {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 20;

    private Sparkline() {
    }

    /**
     * @param path at least one point; the last weight goes on to the right edge, up for a promotion and down after a rollback
     */
    static String of(List<Glance.Point> path, CanaryView now) {
        Instant from = path.get(0).time();
        Instant to = path.get(path.size() - 1).time();
        double length = Math.max(1, Duration.between(from, to).toSeconds() * 1.15);
        StringBuilder line = new StringBuilder("M0 " + y(path.get(0).weight().percent()));
        int before = path.get(0).weight().percent();
        for (Glance.Point point : path) {
            if (point.weight().percent() != before) {
                before = point.weight().percent();
                line.append("H").append(Math.round(WIDTH * Duration.between(from, point.time()).toSeconds() / length))
                        .append("V").append(y(before));
            }
        }
        int end = end(now, before);
        return line.append("H").append(end == before ? WIDTH : WIDTH - 3)
                .append(end == before ? "" : "V" + y(end) + "H" + WIDTH)
                .toString();
    }

    private static int end(CanaryView now, int last) {
        if (now.phase() == Phase.SUCCEEDED || now.phase().isPromotion()) {
            return 100;
        }
        return now.phase() == Phase.FAILED ? 0 : last;
    }

    private static long y(int percent) {
        return Math.round(HEIGHT - 1 - (HEIGHT - 2) * percent / 100.0);
    }
}

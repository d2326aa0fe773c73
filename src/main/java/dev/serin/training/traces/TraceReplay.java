package dev.serin.training.traces;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.serin.simulation.service.Draws;

/**
 * A trace from a given row on, in pieces shorter than a row. All requests of a row come, at random moments within it. After the
 * last row comes the first one.
 */
final class TraceReplay {

    private final List<Optional<TraceRow>> rows;
    private final double scale;
    private final Draws draws;
    private int next;
    private long secondsLeft;
    private long requestsLeft;
    private Optional<TraceRow> row = Optional.empty();
    private TraceRow latest;

    /** @param scale how many times more requests than recorded */
    TraceReplay(ServiceTrace trace, int firstRow, double scale, Draws draws) {
        this.rows = trace.rows();
        this.scale = scale;
        this.draws = draws;
        this.next = firstRow;
        this.latest = trace.usable().get(0);
    }

    /**
     * Lets time pass.
     *
     * @param length a divisor of a row's
     * @return how many requests came; empty where they were not recorded
     */
    Optional<Long> pass(Duration length) {
        if (secondsLeft == 0) {
            turnTo(rows.get(next));
            next = (next + 1) % rows.size();
        }
        long requests = draws.binomial(requestsLeft, (double) length.toSeconds() / secondsLeft);
        requestsLeft -= requests;
        secondsLeft -= length.toSeconds();
        return row.map(recorded -> requests);
    }

    private void turnTo(Optional<TraceRow> newRow) {
        row = newRow;
        latest = newRow.orElse(latest);
        secondsLeft = ServiceTrace.ROW.toSeconds();
        requestsLeft = newRow.map(recorded -> Math.round(recorded.requests() * scale)).orElse(0L);
    }

    /** The present row, or in a gap the one before it. */
    TraceRow latest() {
        return latest;
    }
}

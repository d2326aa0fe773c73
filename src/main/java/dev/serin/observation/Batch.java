package dev.serin.observation;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One round of questions about many canaries, under way or answered.
 *
 * @param asked when
 * @param readings by canary; those asked about in one set of queries share one
 */
record Batch(Instant asked, Map<Subject, CompletableFuture<SlotReadings>> readings) {

    Batch {
        readings = Map.copyOf(readings);
    }

    Set<Subject> subjects() {
        return readings.keySet();
    }

    boolean covers(Subject subject) {
        return readings.containsKey(subject);
    }

    /** Answers are still on their way, or all are whole. */
    boolean isGood() {
        return readings.values().stream().allMatch(one -> !one.isDone() || one.join().isWhole());
    }
}

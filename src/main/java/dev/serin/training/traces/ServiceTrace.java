package dev.serin.training.traces;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Sha256;
import dev.serin.simulation.environment.ServiceFacts;

/**
 * One service without faults, as recorded.
 *
 * @param directory of the recording: the same service may have been recorded under several loads
 * @param service its name
 * @param rows one per {@link #ROW}, in order; empty where something was not recorded
 */
public record ServiceTrace(String directory, String service, List<Optional<TraceRow>> rows) {

    /** What one row covers. */
    public static final Duration ROW = Duration.ofSeconds(300);

    public ServiceTrace {
        rows = List.copyOf(rows);
    }

    /** Unique, for tables. */
    public String name() {
        return directory + "/" + service;
    }

    /** Rows in which everything was recorded. */
    public List<TraceRow> usable() {
        return rows.stream().flatMap(Optional::stream).toList();
    }

    /**
     * Whether the service is kept for tests, whole and under every load: one half of all names, by their SHA-256, so that
     * nobody chose them.
     */
    public boolean isForTest() {
        return (Sha256.of(service.getBytes(StandardCharsets.UTF_8))[0] & 1) == 0;
    }

    /** What the team that runs it would know of it: means of the usable rows, and the median of their 99th percentiles. */
    public ServiceFacts facts() {
        List<TraceRow> usable = usable();
        double requests = usable.stream().mapToDouble(TraceRow::requests).sum();
        double errors = usable.stream().mapToDouble(row -> row.requests() * row.errorShare()).sum();
        double[] p99Millis = usable.stream().mapToDouble(row -> row.latency().p99Millis()).sorted().toArray();
        return new ServiceFacts(name(), requests / (usable.size() * ROW.toSeconds()), errors / requests,
                p99Millis[p99Millis.length / 2]);
    }
}

package dev.serin.simulation.prometheus;

import java.util.OptionalDouble;

/**
 * One time series of a pod, cumulative as an exporter shows it.
 *
 * @param workload {@code <target>} or {@code <target>-primary}
 * @param status HTTP status; empty for CPU
 * @param le upper bound of a bucket in seconds as Prometheus spells it; empty for other metrics
 */
public record Series(Metric metric, String namespace, String workload, String pod, String status, String le) {

    /** What is exported. */
    public enum Metric {
        /** {@code http_request_duration_seconds_count} */
        REQUESTS,
        /** {@code http_request_duration_seconds_bucket} */
        BUCKET,
        /** {@code container_cpu_usage_seconds_total} */
        CPU
    }

    boolean isServerError() {
        return status.startsWith("5");
    }

    /** The bound as a number. */
    public OptionalDouble bound() {
        return le.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le));
    }
}

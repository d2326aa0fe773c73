package dev.serin.observation;

import java.util.Optional;

import dev.serin.canary.CanaryState.Workload;

/**
 * What to ask Prometheus about the workloads behind one of Flagger's providers. Its keys in a file under {@code
 * telemetry/}, or under {@code serin.prometheus.templates.<provider>}:
 *
 * <table>
 * <caption>Keys</caption>
 * <tr>
 * <td>like</td>
 * <td>the shipped template to start from</td>
 * </tr>
 * <tr>
 * <td>requests</td>
 * <td>selects the counter of all requests of both versions</td>
 * </tr>
 * <tr>
 * <td>errors</td>
 * <td>the same, of failed requests only</td>
 * </tr>
 * <tr>
 * <td>latency</td>
 * <td>selects a classic histogram's buckets, with {@code le}; may be left out</td>
 * </tr>
 * <tr>
 * <td>latency-unit</td>
 * <td>{@code ms} or {@code s}: the unit of {@code le}</td>
 * </tr>
 * <tr>
 * <td>named-by</td>
 * <td>which name of the Canary the labels hold: {@code target}, {@code service} or {@code ingress}</td>
 * </tr>
 * <tr>
 * <td>key, namespace, canary, primary</td>
 * <td>see {@link Identity}</td>
 * </tr>
 * </table>
 *
 * Selectors and expressions stand as they do inside PromQL. <code>{{ namespaces }}</code> and <code>{{ workloads
 * }}</code> become expressions that match the names asked about, and belong inside double quotes.
 */
record QueryTemplate(String requests, String errors, Optional<String> latency, LatencyUnit latencyUnit, NamedBy namedBy,
        Identity identity) {

    /** The unit of a histogram's bounds. */
    enum LatencyUnit {
        MS(1),
        S(1000);

        private final double millis;

        LatencyUnit(double millis) {
            this.millis = millis;
        }

        double toMillis(double bound) {
            return bound * millis;
        }
    }

    /** By which of a Canary's names its telemetry is known. */
    enum NamedBy {
        TARGET,
        SERVICE,
        INGRESS;

        String in(Workload workload) {
            return switch (this) {
                case TARGET -> workload.target();
                case SERVICE -> workload.service();
                case INGRESS -> workload.ingress().orElse(workload.target());
            };
        }
    }
}

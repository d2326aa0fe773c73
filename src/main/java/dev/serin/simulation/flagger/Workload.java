package dev.serin.simulation.flagger;

import java.util.OptionalDouble;

/** The target, its primary and the mesh between them: what Flagger reads and moves in the cluster. */
public interface Workload {

    /** How far the canary's pods are. */
    enum Readiness {
        READY,
        NOT_READY,
        /** {@code progressDeadlineSeconds} is over: Flagger rolls back. */
        DEADLINE_EXCEEDED
    }

    /** {@link RevisionHash} of the target's present pod template. */
    String targetSpec();

    boolean isPrimaryReady();

    Readiness canaryReadiness();

    void scaleCanaryUp();

    void scaleCanaryToZero();

    /** Copies the target's template to the primary. */
    void promote();

    Routes routes();

    void route(Routes routes);

    /**
     * Flagger's builtin metric of the canary: request-success-rate in percent, request-duration (P99) in milliseconds.
     *
     * @return empty when there was no traffic or no telemetry
     */
    OptionalDouble builtinMetric(MetricCheck check);
}

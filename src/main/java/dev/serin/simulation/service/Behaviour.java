package dev.serin.simulation.service;

/**
 * How a version answers.
 *
 * @param errorRatio share of answers with status 500, 0..1
 * @param latencyMedianMillis of a lognormal distribution
 * @param latencySigma spread of the latency's logarithm
 * @param cpuPerRequestMillis CPU time
 */
public record Behaviour(double errorRatio, double latencyMedianMillis, double latencySigma, double cpuPerRequestMillis) {

    /** An ordinary healthy service: 0.4 % errors, 40 ms median, about 160 ms at the 99th percentile. */
    public static final Behaviour HEALTHY = new Behaviour(0.004, 40, 0.6, 8);

    Behaviour withMoreErrors(double added) {
        return new Behaviour(Math.min(1, errorRatio + added), latencyMedianMillis, latencySigma, cpuPerRequestMillis);
    }

    /** Slower answers also cost more CPU, by half as much. */
    Behaviour slowerBy(double factor) {
        return new Behaviour(errorRatio, latencyMedianMillis * factor, latencySigma,
                cpuPerRequestMillis * (1 + (factor - 1) / 2));
    }
}

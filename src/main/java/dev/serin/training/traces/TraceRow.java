package dev.serin.training.traces;

/**
 * What was recorded of a service in {@link ServiceTrace#ROW}.
 *
 * @param requests how many were answered
 * @param errorShare of them that failed, 0..1
 */
public record TraceRow(double requests, double errorShare, LatencyQuantiles latency) {
}

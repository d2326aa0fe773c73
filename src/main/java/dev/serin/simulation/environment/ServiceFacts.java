package dev.serin.simulation.environment;

/**
 * What a team knows of its own service before the release, and what per-service thresholds are set from.
 *
 * @param name of the service, for example a trace's; synthetic ones are called after their scenario's draw
 * @param requestsPerSecond in the long run
 * @param errorShare of the healthy service, 0..1
 * @param latencyP99Millis of the healthy service
 */
public record ServiceFacts(String name, double requestsPerSecond, double errorShare, double latencyP99Millis) {
}

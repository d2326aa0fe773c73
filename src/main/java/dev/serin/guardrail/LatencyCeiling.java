package dev.serin.guardrail;

import dev.serin.observation.VersionReading;

/**
 * Rolls back at once when the canary's 99th percentile of latency reaches the ceiling. A histogram tells no more than its last
 * finite bound: one that ends below the ceiling never reaches it.
 */
final class LatencyCeiling extends CeilingGuardrail {

    private static final double SHARE = 0.99;
    private static final double MISSING = Double.NEGATIVE_INFINITY;

    @Override
    public String name() {
        return "latency-ceiling";
    }

    @Override
    boolean isReached(VersionReading canary, double requests, GuardrailSettings settings) {
        return p99(canary) >= settings.latencyCeiling().toMillis();
    }

    @Override
    String reached(VersionReading canary, double requests, GuardrailSettings settings) {
        return "p99 " + Math.round(p99(canary)) + " ms of at most " + settings.latencyCeiling().toMillis() + " ms";
    }

    /** Below every ceiling where it is missing. */
    private static double p99(VersionReading canary) {
        return canary.latency().isPresent() ? canary.latency().get().quantileMillis(SHARE, MISSING) : MISSING;
    }
}

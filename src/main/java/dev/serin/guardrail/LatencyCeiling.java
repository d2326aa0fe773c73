package dev.serin.guardrail;

import java.time.Duration;
import java.util.Optional;

import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/**
 * Rolls back at once when the canary's 99th percentile of latency reaches the ceiling. A histogram tells no more than its last
 * finite bound: one that ends below the ceiling never reaches it.
 */
final class LatencyCeiling implements CeilingGuardrail {

    private static final double SHARE = 0.99;

    @Override
    public String name() {
        return "latency-ceiling";
    }

    @Override
    public Optional<String> reached(VersionReading canary, double requests, GuardrailSettings settings) {
        return canary.latency().map(latency -> latency.quantileMillis(SHARE)).flatMap(p99 -> reached(p99, settings));
    }

    private static Optional<String> reached(Reading p99, GuardrailSettings settings) {
        Duration ceiling = settings.latencyCeiling();
        return p99 instanceof Reading.Value millis && millis.number() >= ceiling.toMillis()
                ? Optional.of("p99 " + Math.round(millis.number()) + " ms of at most " + ceiling.toMillis() + " ms")
                : Optional.empty();
    }
}

package dev.serin.monitoring;

import java.time.Duration;
import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Histograms with few, fixed buckets: enough for percentiles, and summed up over replicas. */
enum Buckets {
    /** Of what a hook waits for. */
    CALL(Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)),
    /** Of what goes round over Git and Flux. */
    ROUND(Stream.of(1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800).map(seconds -> seconds * 1_000));

    private final Duration[] bounds;

    Buckets(Stream<Integer> millis) {
        bounds = millis.map(Duration::ofMillis).toArray(Duration[]::new);
    }

    /** @param tags keys and values in turn */
    Timer timer(String name, String description, MeterRegistry registry, String... tags) {
        return Timer.builder(name).description(description).tags(tags).serviceLevelObjectives(bounds).register(registry);
    }
}

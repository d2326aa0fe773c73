package dev.serin.webhook;

import java.util.EnumMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** How many alerts came, by what became of them, since the start. */
@Startup
@ApplicationScoped
class AlertCounts {

    private static final String TRUNCATED = "truncated";

    private final Map<AlertFate, Counter> counts = new EnumMap<>(AlertFate.class);
    private final Counter truncated;

    AlertCounts(MeterRegistry registry) {
        for (AlertFate fate : AlertFate.values()) {
            counts.put(fate, counter(fate.outcome(), registry));
        }
        truncated = counter(TRUNCATED, registry);
    }

    private static Counter counter(String outcome, MeterRegistry registry) {
        return Counter.builder("serin.alerts").description("Alerts that Alertmanager sent, by what became of them")
                .tag("outcome", outcome).register(registry);
    }

    void count(AlertFate fate) {
        counts.get(fate).increment();
    }

    /** Those that Alertmanager left out of its calls. */
    void countTruncated(long alerts) {
        truncated.increment(alerts);
    }
}

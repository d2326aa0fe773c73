package dev.serin.webhook;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import jakarta.enterprise.context.ApplicationScoped;

/** How many alerts came, by what became of them, since the start. */
@ApplicationScoped
class AlertCounts {

    private final Map<AlertFate, LongAdder> counts = new EnumMap<>(AlertFate.class);
    private final LongAdder truncated = new LongAdder();

    AlertCounts() {
        for (AlertFate fate : AlertFate.values()) {
            counts.put(fate, new LongAdder());
        }
    }

    void count(AlertFate fate) {
        counts.get(fate).increment();
    }

    void countTruncated(long alerts) {
        truncated.add(alerts);
    }

    long of(AlertFate fate) {
        return counts.get(fate).sum();
    }

    /** Those that Alertmanager left out of its calls. */
    long truncated() {
        return truncated.sum();
    }
}

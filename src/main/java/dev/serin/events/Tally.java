package dev.serin.events;

import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

/**
 * Counts what reached somebody and what did not, as {@code serin_told_total}, and says in the log when that changes: once,
 * however long it lasts. Thread-safe.
 */
final class Tally {

    private final String to;
    private final Counter sent;
    private final Counter lost;
    private final AtomicBoolean losing = new AtomicBoolean();

    /** @param to who is told, one word */
    Tally(String to, MeterRegistry registry) {
        this.to = to;
        this.sent = counter(to, "sent", registry);
        this.lost = counter(to, "lost", registry);
    }

    private static Counter counter(String to, String result, MeterRegistry registry) {
        return Counter.builder("serin.told").description("What was sent to others, by what became of it").tag("to", to)
                .tag("result", result).register(registry);
    }

    void sent() {
        sent.increment();
        if (losing.getAndSet(false)) {
            Log.infof("to=%s is told again; %.0f were lost since the start", to, lost.count());
        }
    }

    /** @param why without an address: it may be a secret */
    void lost(String why) {
        lost.increment();
        if (!losing.getAndSet(true)) {
            Log.warnf("to=%s is not told: %s. What is lost from here on is only counted", to, why);
        }
    }
}

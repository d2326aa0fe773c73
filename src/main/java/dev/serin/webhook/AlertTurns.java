package dev.serin.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Daemons;
import dev.serin.canary.Trigger;
import dev.serin.rollout.RolloutService;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;

/**
 * Asks for the decisions that alerts call for, after their caller was answered. A canary waits at most once, whatever comes
 * meanwhile: its turn sees every alert that fires then. A decision that cannot be made now is left to Flagger's next tick,
 * which sees them too.
 */
@ApplicationScoped
class AlertTurns {

    /** An incident of the whole cluster must not ask for a turn of each canary at once: Prometheus and Git suffer already. */
    private static final int THREADS = 4;
    private static final int QUESTIONS_MAX = 16;

    private final RolloutService rollouts;
    private final Map<CanaryRef, Set<String>> waiting = new TreeMap<>();
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Daemons.named("serin-alert"));

    AlertTurns(RolloutService rollouts) {
        this.rollouts = rollouts;
    }

    /** @param alerts the names of those that began to fire */
    void ask(CanaryRef canary, Set<String> alerts) {
        boolean waitsAlready;
        synchronized (waiting) {
            waitsAlready = waiting.containsKey(canary);
            waiting.computeIfAbsent(canary, ref -> new TreeSet<>()).addAll(alerts);
        }
        if (!waitsAlready) {
            execute(() -> take(canary));
        }
    }

    /** Does something else, once for each key at a time. */
    void later(String key, Runnable work) {
        if (asking.size() < QUESTIONS_MAX && asking.add(key)) {
            execute(() -> {
                asking.remove(key);
                work.run();
            });
        }
    }

    private void take(CanaryRef canary) {
        List<String> alerts;
        synchronized (waiting) {
            alerts = List.copyOf(waiting.remove(canary));
        }
        rollouts.handle(new Trigger.Alert(canary, alerts));
    }

    private void execute(Runnable work) {
        try {
            threads.execute(() -> logged(work));
        } catch (RejectedExecutionException stopping) {
            Log.debug("Serin is stopping; the next one hears of the alert again");
        }
    }

    private static void logged(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            Log.error("An alert could not be followed; Flagger's next tick sees it", bug);
        }
    }

    /** Turns that have begun are awaited by those who give them. */
    void stop(@Observes ShutdownEvent stopping) {
        threads.shutdown();
    }
}

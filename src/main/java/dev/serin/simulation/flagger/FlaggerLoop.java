package dev.serin.simulation.flagger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.serin.simulation.cluster.CanaryResource;

/**
 * Flagger's control loop for one Canary: the job that calls {@code advanceCanary} once per interval
 * (pkg/controller/job.go), after the behaviour of Flagger 1.44. Only the canary strategy is here: no A/B testing,
 * Blue/Green, mirroring or metric templates.
 */
public final class FlaggerLoop {

    private final CanaryResource canary;
    private final Workload workload;
    private final HookClient client;
    private final Clock clock;
    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile Instant nextTick = Instant.MIN;

    public FlaggerLoop(CanaryResource canary, Workload workload, HookClient client, Clock clock) {
        this.canary = canary;
        this.workload = workload;
        this.client = client;
        this.clock = clock;
    }

    /** One tick now, whatever the interval says: Flagger does so after a restart or a change of interval. */
    public void tick() {
        new Tick(canary, workload, client, clock).run();
    }

    public boolean isDue() {
        return !ticking.get() && !clock.instant().isBefore(nextTick);
    }

    /** Ticks when the interval has passed. A tick that takes longer than the interval is not overtaken by the next one. */
    public void tickIfDue() {
        if (!clock.instant().isBefore(nextTick) && ticking.compareAndSet(false, true)) {
            try {
                scheduleNext();
                tick();
            } finally {
                ticking.set(false);
            }
        }
    }

    private void scheduleNext() {
        Duration interval = CanarySpec.of(canary.manifest().spec()).interval();
        Instant onTime = nextTick.equals(Instant.MIN) ? clock.instant() : nextTick;
        boolean late = onTime.plus(interval).isBefore(clock.instant());
        nextTick = (late ? clock.instant() : onTime).plus(interval);
    }

    public CanaryResource canary() {
        return canary;
    }
}

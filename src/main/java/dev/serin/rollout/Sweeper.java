package dev.serin.rollout;

import java.time.Clock;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Action;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

/**
 * Looks at the ended releases from time to time: post-rollout is called once and may be lost, and the smallest wiring
 * has none. Their path has to be fresh before the next release starts.
 */
@ApplicationScoped
class Sweeper {

    private final RolloutService rollouts;
    private final Canaries canaries;
    private final Journal journal;
    private final RolloutConfig config;
    private final Clock clock;

    Sweeper(RolloutService rollouts, Canaries canaries, Journal journal, RolloutConfig config, Clock clock) {
        this.rollouts = rollouts;
        this.canaries = canaries;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "${serin.rollout.sweep:10s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            Stream.concat(endedReleases(), leftBehind()).distinct().forEach(this::lookAt);
        } catch (Outage outage) {
            Log.debugf("No round this time: %s", outage.getMessage());
        }
    }

    /** A mistake with one canary must not cost the others their round. */
    private void lookAt(CanaryRef canary) {
        try {
            rollouts.handle(new Trigger.Sweep(canary));
        } catch (IllegalStateException bug) {
            Log.errorf(bug, "canary=%s this round failed", canary);
        }
    }

    private Stream<CanaryRef> endedReleases() {
        return canaries.all(Budget.of(config.budget(), clock)).stream().filter(Sweeper::needsReset).map(CanaryState::ref);
    }

    private Stream<CanaryRef> leftBehind() {
        return journal.unsettled().stream().map(entry -> entry.ruling().canary());
    }

    /** Ended releases of canaries that call Serin and whose live path is not fresh; all others come by themselves. */
    private static boolean needsReset(CanaryState canary) {
        return canary.phase().awaitsRelease() && !canary.hooks().isEmpty()
                && canary.stamp().filter(stamp -> stamp.action() == Action.RESET && stamp.by().isEmpty()).isEmpty();
    }
}

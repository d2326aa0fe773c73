package dev.serin.monitoring;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.observation.Canaries;
import dev.serin.rollout.RolloutConfig;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;

/**
 * Looks at the cluster while something of it is waited for: no call of Flagger tells when a Canary is gone.
 */
@ApplicationScoped
class FleetWatch {

    private final Canaries canaries;
    private final ObservationAges ages;
    private final RolloutConfig config;
    private final Clock clock;

    FleetWatch(Canaries canaries, ObservationAges ages, RolloutConfig config, Clock clock) {
        this.canaries = canaries;
        this.ages = ages;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (ages.isEmpty()) {
            return;
        }
        try {
            List<CanaryState> fleet = canaries.all(Budget.of(config.budget(), clock));
            ages.keepOnly(fleet.stream().filter(canary -> canary.phase().isAnalysis()).map(CanaryState::ref)
                    .collect(Collectors.toSet()));
        } catch (Outage outage) {
            Log.debugf("The metrics show no news of the cluster: %s", outage.getMessage());
        }
    }
}

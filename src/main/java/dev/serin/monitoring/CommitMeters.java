package dev.serin.monitoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.events.CommitApplied;
import dev.serin.events.UnappliedCommits;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;

/** Times commits on their way from Git to the cluster, and counts those that are not there. */
@Startup
@ApplicationScoped
class CommitMeters {

    private final Timer applied;

    CommitMeters(UnappliedCommits commits, MeterRegistry registry) {
        this.applied = Buckets.ROUND.timer("serin.commit.applied", "From a commit to the cluster showing it", registry);
        Gauge.builder("serin.commits.unapplied", commits, UnappliedCommits::count)
                .description("Canaries whose newest commit the cluster does not show yet").register(registry);
        Gauge.builder("serin.commits.overdue", () -> commits.overdue().size())
                .description("Those of them that should have been applied by now, or could not be").register(registry);
        Gauge.builder("serin.commit.unapplied.age", () -> commits.longestWait().toMillis() / 1000.0).baseUnit("seconds")
                .description("Age of the oldest commit that the cluster does not show yet").register(registry);
    }

    void record(@Observes CommitApplied commit) {
        applied.record(commit.delay());
    }
}

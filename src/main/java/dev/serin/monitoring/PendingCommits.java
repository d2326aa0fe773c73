package dev.serin.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.gitops.Change;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The newest commit of each canary until the cluster shows its stamp. What was pending at a restart is forgotten, and so is a
 * commit that a newer one overtook.
 */
@ApplicationScoped
class PendingCommits {

    private static final String NONE = "";

    /** @param before ids that may be live while this commit is not: what was live then, and what was pending before it */
    private record Pending(String id, Instant since, Set<String> before) {
    }

    private final Map<CanaryRef, Pending> pending = new ConcurrentHashMap<>();
    private final Timer applied;
    private final Clock clock;

    PendingCommits(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.applied = Buckets.ROUND.timer("serin.commit.applied", "From a commit to the cluster showing it", registry);
        Gauge.builder("serin.commits.unapplied", pending, Map::size)
                .description("Canaries whose newest commit the cluster does not show yet").register(registry);
        Gauge.builder("serin.commit.unapplied.age", this::oldestSeconds).baseUnit("seconds")
                .description("Age of the oldest commit that the cluster does not show yet").register(registry);
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        if (made.change() instanceof Change.Committed) {
            CanaryState seen = made.entry().observation().canary();
            pending.compute(seen.ref(), (ref, older) -> {
                Set<String> before = new HashSet<>(Set.of(live(seen)));
                if (older != null) {
                    before.add(older.id());
                    before.addAll(older.before());
                }
                return new Pending(made.ruling().id(), clock.instant(), before);
            });
        }
    }

    private static String live(CanaryState canary) {
        return canary.stamp().map(DecisionStamp::id).orElse(NONE);
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Looks which of them the cluster shows now. */
    void look(List<CanaryState> fleet) {
        pending.keySet().retainAll(fleet.stream().map(CanaryState::ref).collect(Collectors.toSet()));
        fleet.forEach(canary -> pending.computeIfPresent(canary.ref(), (ref, commit) -> left(commit, live(canary))));
    }

    private Pending left(Pending commit, String live) {
        if (commit.id().equals(live)) {
            applied.record(Duration.between(commit.since(), clock.instant()));
            return null;
        }
        return commit.before().contains(live) ? commit : null;
    }

    private double oldestSeconds() {
        return pending.values().stream().map(commit -> Duration.between(commit.since(), clock.instant()))
                .mapToDouble(age -> age.toMillis() / 1000.0).max().orElse(0);
    }
}

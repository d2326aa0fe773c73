package dev.serin.simulation.fleet;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import dev.serin.simulation.cluster.Cluster;

/**
 * Flux: fetches the fleet's repository and applies its Canaries, some time after a commit appeared. While Git is out, or
 * a manifest cannot be read, the cluster keeps what it has.
 */
public final class FluxSync {

    private final FleetRepository repository;
    private final Cluster cluster;
    private final Clock clock;
    private final Duration delay;
    private String applied = "";
    private Optional<FleetRepository.Head> pending = Optional.empty();
    private Instant pendingSince = Instant.MIN;

    /** @param delay from the moment that a commit is seen until it is applied */
    public FluxSync(FleetRepository repository, Cluster cluster, Clock clock, Duration delay) {
        this.repository = repository;
        this.cluster = cluster;
        this.clock = clock;
        this.delay = delay;
    }

    /** Looks for a new commit and applies the one that has waited long enough. */
    public void reconcile() {
        try {
            repository.newerThan(pending.map(FleetRepository.Head::commit).orElse(applied)).ifPresent(this::see);
            if (pending.isPresent() && !clock.instant().isBefore(pendingSince.plus(delay))) {
                apply(pending.get());
            }
        } catch (IOException | YamlEngineException unreadable) {
            pending = Optional.empty();
        }
    }

    /** A newer commit does not restart the wait of an older one: it is taken along. */
    private void see(FleetRepository.Head head) {
        pendingSince = pending.isPresent() ? pendingSince : clock.instant();
        pending = Optional.of(head);
    }

    private void apply(FleetRepository.Head head) {
        CanaryManifests.in(head.files()).forEach(cluster::apply);
        applied = head.commit();
        pending = Optional.empty();
    }

    /** The commit that the cluster runs; empty text before the first one. */
    public String appliedCommit() {
        return applied;
    }
}

package dev.serin.simulation.cluster;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.serin.canary.CanaryRef;

/** The Canaries of the simulated cluster. */
public final class Cluster {

    private final Clock clock;
    private final AtomicLong resourceVersion = new AtomicLong(1000);
    private final Map<CanaryRef, CanaryResource> canaries = new ConcurrentSkipListMap<>();

    public Cluster(Clock clock) {
        this.clock = clock;
    }

    /** Creates the Canary, or updates what Flux owns of it. */
    public CanaryResource apply(CanaryRef ref, CanaryResource.Manifest manifest) {
        CanaryResource canary = canaries.computeIfAbsent(ref,
                absent -> new CanaryResource(absent, manifest, resourceVersion, clock.instant()));
        canary.apply(manifest);
        return canary;
    }

    public Optional<CanaryResource> find(CanaryRef ref) {
        return Optional.ofNullable(canaries.get(ref));
    }

    public Collection<CanaryResource> all() {
        return List.copyOf(canaries.values());
    }

    /** Rises with every change of any Canary. */
    public long resourceVersion() {
        return resourceVersion.get();
    }
}

package dev.serin.simulation.cluster;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.CanaryRef;

/**
 * One Canary object in the cluster. Flux writes the manifest, Flagger the status; both may be read from any thread at any
 * time.
 */
public final class CanaryResource {

    /**
     * What Flux applied.
     *
     * @param spec never changed in place
     */
    public record Manifest(Map<String, String> labels, Map<String, String> annotations, JsonNode spec) {

        public Manifest {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    private final CanaryRef ref;
    private final AtomicLong resourceVersion;
    private volatile Manifest manifest;
    private volatile CanaryStatus status;
    private volatile long generation = 1;

    CanaryResource(CanaryRef ref, Manifest manifest, AtomicLong resourceVersion, Instant now) {
        this.ref = ref;
        this.manifest = manifest;
        this.resourceVersion = resourceVersion;
        this.status = CanaryStatus.unseen(now);
    }

    public CanaryRef ref() {
        return ref;
    }

    public Manifest manifest() {
        return manifest;
    }

    public CanaryStatus status() {
        return status;
    }

    public long generation() {
        return generation;
    }

    /** Server-side apply: the generation rises when the spec changes. */
    public synchronized void apply(Manifest wanted) {
        if (!wanted.equals(manifest)) {
            generation += wanted.spec().equals(manifest.spec()) ? 0 : 1;
            manifest = wanted;
            resourceVersion.incrementAndGet();
        }
    }

    /** Writes the status sub-resource. */
    public synchronized void updateStatus(UnaryOperator<CanaryStatus> change) {
        status = change.apply(status);
        resourceVersion.incrementAndGet();
    }
}

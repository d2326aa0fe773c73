package dev.serin.observation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How Serin reads Canaries from the Kubernetes API. The address and credentials are those of {@code quarkus.kubernetes-client}.
 */
@ConfigMapping(prefix = "serin.kubernetes")
public interface KubernetesConfig {

    /** The longest wait for one answer, never beyond the call's budget. */
    @WithDefault("2s")
    Duration timeout();

    /**
     * How old the list of all Canaries may be. It tells which other canaries have traffic; a hook's own Canary is always read
     * anew.
     */
    @WithDefault("5s")
    Duration listCache();
}

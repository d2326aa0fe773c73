package dev.serin.observation;

import java.util.Optional;

import dev.serin.canary.CanaryRef;

/** Which of Flux's Kustomizations applies a Canary, as the labels tell that Flux sets on what it applies. */
public interface Kustomizations {

    /**
     * Asks nobody: as the Canaries were last listed.
     *
     * @return {@code namespace/name}; empty where the labels are not there, or nobody has listed the Canary yet
     */
    Optional<String> of(CanaryRef canary);
}

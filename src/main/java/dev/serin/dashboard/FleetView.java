package dev.serin.dashboard;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;

/**
 * All canaries at one moment, by namespace and name.
 *
 * @param staleBecause why they are shown as last recorded; empty when they are live
 */
record FleetView(List<CanaryView> canaries, Optional<String> staleBecause) {

    Optional<CanaryView> find(CanaryRef ref) {
        return canaries.stream().filter(canary -> canary.ref().equals(ref)).findFirst();
    }
}

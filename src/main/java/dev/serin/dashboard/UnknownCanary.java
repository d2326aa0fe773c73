package dev.serin.dashboard;

import dev.serin.canary.CanaryRef;

/** Asked for a canary that neither the cluster nor the journal knows. */
final class UnknownCanary extends RuntimeException {

    UnknownCanary(CanaryRef ref) {
        super("There is no Canary " + ref + " in the cluster, and no decision about one in the journal");
    }
}

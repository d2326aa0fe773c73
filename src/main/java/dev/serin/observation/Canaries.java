package dev.serin.observation;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;

/** The Canaries of the cluster, read only: Git is the only way to act. */
public interface Canaries {

    /**
     * Reads one Canary now.
     *
     * @return empty when the cluster has no such Canary
     * @throws Outage when the cluster did not answer inside the budget
     */
    Optional<CanaryState> find(CanaryRef ref, Budget budget);

    /**
     * All Canaries of the allowed namespaces, as last listed: may be some seconds old.
     *
     * @throws Outage when there is no list yet and the cluster did not answer inside the budget
     */
    List<CanaryState> all(Budget budget);
}

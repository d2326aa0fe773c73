package dev.serin.observation;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Trigger;

/** Looks at one canary. What cannot be seen is a missing reading, never an exception. */
public interface Observer {

    /**
     * @param canary what the cluster shows, just read
     * @param approval what Git allows, just read
     * @param budget what is left of the call's time
     */
    Observation observe(Trigger trigger, CanaryState canary, Approval approval, Budget budget);
}

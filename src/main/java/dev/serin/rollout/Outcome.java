package dev.serin.rollout;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;

/** What became of a trigger. */
public sealed interface Outcome {

    /**
     * A decision was made.
     *
     * @param observation what it rests on
     * @param change what became of it in Git
     * @param approval what Git allows after it
     */
    record Decided(Ruling ruling, Observation observation, Change change, Approval approval) implements Outcome {
    }

    /** No decision could be made: something is down, or the time was up. Every canary stays where its manifest put it. */
    record Blind(String reason) implements Outcome {
    }

    /** An order that may not be carried out. Nothing was changed; the journal has it. */
    record Refused(String reason) implements Outcome {
    }

    /** The cluster has no such Canary. */
    record UnknownCanary(CanaryRef canary) implements Outcome {
    }
}

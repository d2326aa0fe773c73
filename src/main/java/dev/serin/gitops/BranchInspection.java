package dev.serin.gitops;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/** A look at what the branch holds and allows, for those who set Serin up. Nothing is written. */
public interface BranchInspection {

    /**
     * @param path of the Canary's manifest in the repository
     * @param uneditable why Serin could not write a path and a stamp into it; empty when it can
     * @param replicas the files that set {@code spec.replicas} of the target
     */
    record Inspected(String path, Optional<InvalidField> uneditable, List<String> replicas) {
    }

    /**
     * Reads the manifests of a Canary and of its target.
     *
     * @param kind of the target, such as Deployment
     * @throws InvalidField when the Canary has not exactly one manifest
     * @throws Outage when Git cannot be asked inside the budget
     */
    Inspected inspect(CanaryRef canary, String kind, String target, Budget budget);

    /**
     * Asks the Git host for leave to push, and pushes nothing.
     *
     * @throws Outage when it refuses, or cannot be asked inside the budget
     */
    void requireWriteAccess(Budget budget);
}

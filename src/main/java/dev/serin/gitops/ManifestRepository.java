package dev.serin.gitops;

import java.util.Optional;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.decision.Ruling;

/** The manifests in Git: what they allow, and the only way to change it. */
public interface ManifestRepository {

    /** What the newest manifest allows; {@link Approval.Unknown} when it cannot be read or found. Throws nothing expected. */
    Approval read(CanaryRef canary, Budget budget);

    /**
     * Commits the decision, unless it changes nothing.
     *
     * @param basis what the decision was made on: when somebody else pushed first, it is compared with what is there then
     */
    Change apply(Ruling ruling, Approval basis, Budget budget);

    /**
     * The commit that {@link #apply} would make now.
     *
     * @throws Outage when Git cannot be asked inside the budget
     */
    Draft draft(Ruling ruling, Approval basis, Budget budget);

    /**
     * The commit that carries this decision in its trailers, as far back as a bounded search reaches.
     *
     * @throws Outage when Git cannot be asked inside the budget: then nobody knows
     */
    Optional<String> commitOf(String decisionId, Budget budget);
}

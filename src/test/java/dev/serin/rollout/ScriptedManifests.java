package dev.serin.rollout;

import java.util.Optional;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.gitops.Draft;
import dev.serin.gitops.ManifestRepository;

/** A Git that does at once what the test says. */
class ScriptedManifests implements ManifestRepository {

    static final Change.Committed COMMITTED = new Change.Committed("c0ffee".repeat(6) + "c0ff");

    private final Scene scene;

    ScriptedManifests(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Approval read(CanaryRef canary, Budget budget) {
        return scene.approvalBefore();
    }

    @Override
    public Change apply(Ruling ruling, Approval basis, Budget budget) {
        return ruling.changesNothing() ? new Change.Unchanged("holding is not committed") : COMMITTED;
    }

    @Override
    public Draft draft(Ruling ruling, Approval basis, Budget budget) {
        return new Draft.Nothing(apply(ruling, basis, budget));
    }

    @Override
    public Optional<String> commitOf(String decisionId, Budget budget) {
        return Optional.empty();
    }
}

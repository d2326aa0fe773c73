package dev.serin.guardrail;

import java.util.ArrayList;
import java.util.List;

import dev.serin.canary.CanaryState;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** All the hard rules, one after the other: each sees what the ones before it left of the proposal. Pure. */
public final class Guardrails {

    private static final Guardrail DRY_RUN = new DryRun();

    /** The rules in their order. */
    public static final List<Guardrail> IN_ORDER = List.of(
            // Reasons to roll back, before anything else.
            new ErrorCeiling(),
            new LatencyCeiling(),
            new RollbackDeadline(),
            // Reasons to stay where it is.
            new ReadableSettings(),
            new KnownApproval(),
            new NoDataNoAdvance(),
            new ChangeFreeze(),
            new MaximumAdvancing(),
            new MinimumTimeAtWeight(),
            new MinimumRequestsAtWeight(),
            // How far a step may go. A promotion that comes too early becomes an advance first, which is then cut.
            new NotAllAtOnce(),
            new FirstWeight(),
            new MaximumWeight(),
            new MaximumStep(),
            new RisingWeight(),
            // Whether it is done at all.
            DRY_RUN);

    private final GuardrailSettings global;

    /** @param global holds for each canary whose annotations say nothing else */
    public Guardrails(GuardrailSettings global) {
        this.global = global;
    }

    public GuardrailSettings settingsOf(CanaryState canary) {
        return global.overriddenBy(canary.annotations());
    }

    /** Asks every rule. */
    public Review review(Proposal wanted, Observation observation) {
        GuardrailSettings settings = settingsOf(observation.canary());
        List<Verdict> verdicts = new ArrayList<>(IN_ORDER.size());
        Proposal outcome = wanted;
        for (Guardrail rule : IN_ORDER) {
            Verdict verdict = rule.check(outcome, observation, settings);
            verdicts.add(verdict);
            outcome = verdict instanceof Verdict.Replace replace ? replace.instead() : outcome;
        }
        return new Review(verdicts, outcome);
    }

    /**
     * Whether a policy may choose this: the action passes, even where an advance is cut shorter. For masks. Where a ceiling is
     * reached only a rollback passes.
     */
    public boolean permits(Proposal wanted, Observation observation) {
        return review(wanted, observation).outcome().action() == wanted.action();
    }

    /** The only rule for what no policy was asked about: whether it is done or only recorded. */
    public Verdict reviewWithoutPolicy(Proposal settled, Observation observation) {
        return DRY_RUN.check(settled, observation, settingsOf(observation.canary()));
    }
}

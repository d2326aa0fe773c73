package dev.serin.decision;

import java.util.Optional;
import java.util.function.Supplier;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.guardrail.Blindness;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.Review;
import dev.serin.observation.Observation;
import dev.serin.policy.Opinion;
import dev.serin.policy.Proposal;

/**
 * Brings what the guardrails let pass together with what Git has approved already: the approved step comes first,
 * never a further one, and holding brakes it.
 */
final class NextStep {

    private final Observation seen;
    private final Clearance clearance;
    private final Opinion opinion;
    private final Proposal wanted;
    private final Optional<StepWeights> path;

    /** A dry run never wrote the path in Git, so it looks past it. */
    NextStep(Observation seen, Clearance clearance, Opinion opinion) {
        this.seen = seen;
        this.clearance = clearance;
        this.opinion = opinion;
        this.wanted = opinion.proposal();
        this.path = seen.approval() instanceof Approval.Known known && !clearance.settings().dryRun()
                ? Optional.of(known.path())
                : Optional.empty();
    }

    Judgement judge() {
        Proposal passed = clearance.outcome(wanted);
        if (passed.action() == Action.HOLD) {
            return judgement(hold(), this::holdReason, wanted);
        }
        Optional<Weight> step = approvedStep();
        return step.isPresent() ? take(step.get(), passed) : atCeiling(passed);
    }

    /** The next entry of the path above the canary's weight: approved, not yet taken. */
    private Optional<Weight> approvedStep() {
        if (path.isPresent()) {
            for (int entry : path.get().entries()) {
                if (entry > seen.weight().percent()) {
                    return Optional.of(new Weight(entry));
                }
            }
        }
        return Optional.empty();
    }

    /** The approval stands as long as the guardrails still let exactly this step pass. */
    private Judgement take(Weight step, Proposal passed) {
        Proposal approved = Proposal.advance(step, wanted.reason());
        Proposal again = clearance.outcome(approved);
        if (again.action() != Action.ADVANCE || !again.to().equals(step)) {
            return judgement(hold(), () -> noLongerPasses(approved), approved);
        }
        boolean asWanted = passed.to().equals(step);
        return judgement(new Decision.Advance(seen.weight(), step, ""), asWanted ? this::reason
                : () -> Reason.instead(Proposal.advance(step, ""), "approved already", wanted), wanted);
    }

    private String noLongerPasses(Proposal approved) {
        String why = "the approved step to " + approved.to() + " no longer passes: "
                + Reason.rules(clearance.review(approved));
        return Reason.at(seen.weight(), why, wanted);
    }

    private Judgement atCeiling(Proposal passed) {
        if (passed.action() == Action.PROMOTE) {
            return judgement(new Decision.Promote(seen.weight(), ""), this::reason, wanted);
        }
        boolean promotionApproved = path.isPresent() && !path.get().holds();
        return promotionApproved
                ? judgement(hold(),
                        () -> Reason.at(seen.weight(), "promotion is approved but not wanted any more", wanted), wanted)
                : judgement(new Decision.Advance(seen.weight(), passed.to(), ""), this::reason, wanted);
    }

    private String reason() {
        return Reason.of(wanted, clearance.review(wanted));
    }

    /** A hold while blind says what is missing, whoever wanted it; any other names the rule that no step would pass either. */
    private String holdReason() {
        if (!clearance.review(wanted).replacements().isEmpty()) {
            return reason();
        }
        return Blindness.of(seen).map(missing -> Reason.at(seen.weight(), "no data: " + missing, wanted))
                .orElseGet(() -> reason() + whatElseHolds());
    }

    private String whatElseHolds() {
        Review step = clearance.review(Proposal.promote("considered"));
        return step.outcome().action() == Action.HOLD ? " (" + Reason.rules(step) + ")" : "";
    }

    private Decision hold() {
        return new Decision.Hold(seen.weight(), "");
    }

    /** @param reviewed the proposal whose verdicts tell why it came so */
    private Judgement judgement(Decision decision, Supplier<String> reason, Proposal reviewed) {
        return new Judgement(decision, reason, opinion, () -> clearance.review(reviewed).verdicts());
    }
}

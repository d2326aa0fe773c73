package dev.serin.decision;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.guardrail.Blindness;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Review;
import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * Brings what the guardrails let pass together with what Git has approved already: the approved step comes first,
 * never a further one, and holding brakes it.
 */
final class NextStep {

    private final Observation seen;
    private final Guardrails guardrails;
    private final Optional<StepWeights> path;

    /** A dry run never wrote the path in Git, so it looks past it. */
    NextStep(Observation seen, GuardrailSettings settings, Guardrails guardrails) {
        this.seen = seen;
        this.guardrails = guardrails;
        this.path = seen.approval() instanceof Approval.Known known && !settings.dryRun() ? Optional.of(known.path())
                : Optional.empty();
    }

    Judgement judge(Proposal wanted, Review review) {
        if (review.outcome().action() == Action.HOLD) {
            return judgement(hold(holdReason(wanted, review)), wanted, review);
        }
        return approvedStep().map(step -> take(step, wanted, review))
                .orElseGet(() -> judgement(atCeiling(wanted, review), wanted, review));
    }

    /** The next entry of the path above the canary's weight: approved, not yet taken. */
    private Optional<Weight> approvedStep() {
        return path.map(StepWeights::entries).orElse(List.of()).stream()
                .filter(entry -> entry > seen.weight().percent()).findFirst().map(Weight::new);
    }

    /** The approval stands as long as the guardrails still let exactly this step pass. */
    private Judgement take(Weight step, Proposal wanted, Review review) {
        Review again = guardrails.review(Proposal.advance(step, wanted.reason()), seen);
        Proposal passed = again.outcome();
        if (passed.action() != Action.ADVANCE || !passed.to().equals(step)) {
            String reason = "the approved step to " + step + " no longer passes: " + Reason.rules(again);
            return judgement(hold(Reason.at(seen.weight(), reason, wanted)), wanted, again);
        }
        boolean asWanted = review.outcome().to().equals(step);
        String reason = asWanted ? Reason.of(wanted, review)
                : Reason.instead(Proposal.advance(step, ""), "approved already", wanted);
        return judgement(new Decision.Advance(seen.weight(), step, reason), wanted, review);
    }

    private Decision atCeiling(Proposal wanted, Review review) {
        String reason = Reason.of(wanted, review);
        if (review.outcome().action() == Action.PROMOTE) {
            return new Decision.Promote(seen.weight(), reason);
        }
        boolean promotionApproved = path.map(approved -> !approved.holds()).orElse(false);
        return promotionApproved ? hold(Reason.at(seen.weight(), "promotion is approved but not wanted any more", wanted))
                : new Decision.Advance(seen.weight(), review.outcome().to(), reason);
    }

    /** A hold while blind says what is missing, whoever wanted it; any other names the rule that no step would pass either. */
    private String holdReason(Proposal wanted, Review review) {
        if (!review.replacements().isEmpty()) {
            return Reason.of(wanted, review);
        }
        return Blindness.of(seen).map(missing -> Reason.at(seen.weight(), "no data: " + missing, wanted))
                .orElseGet(() -> Reason.of(wanted, review) + whatElseHolds());
    }

    private String whatElseHolds() {
        Review step = guardrails.review(Proposal.promote("considered"), seen);
        return step.outcome().action() == Action.HOLD ? " (" + Reason.rules(step) + ")" : "";
    }

    private Decision hold(String reason) {
        return new Decision.Hold(seen.weight(), reason);
    }

    private static Judgement judgement(Decision decision, Proposal wanted, Review review) {
        return new Judgement(decision, wanted, review.verdicts());
    }
}

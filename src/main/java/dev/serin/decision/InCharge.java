package dev.serin.decision;

import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.Charge;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.guardrail.Clearance;
import dev.serin.observation.Observation;
import dev.serin.policy.Opinion;
import dev.serin.policy.Proposal;

/**
 * What is decided while a person is in charge: the policy only advises. The ceilings still brake, the path is still put right,
 * and the step that the person approved is taken as long as the guardrails let exactly that step pass.
 */
final class InCharge {

    private final Observation seen;
    private final Charge charge;
    private final Clearance clearance;
    private final Opinion opinion;
    private final Proposal wanted;

    InCharge(Observation seen, Charge charge, Clearance clearance, Opinion opinion) {
        this.seen = seen;
        this.charge = charge;
        this.clearance = clearance;
        this.opinion = opinion;
        this.wanted = opinion.proposal();
    }

    Judgement judge() {
        Proposal hold = Proposal.hold(seen.weight(), words());
        if (clearance.outcome(hold).action() == Action.ROLLBACK) {
            return new Judgement(new Decision.Rollback(seen.weight(), ""), () -> Reason.of(hold, clearance.review(hold)),
                    opinion, () -> clearance.review(hold).verdicts());
        }
        Optional<Decision> repair = PathRepair.of(seen, clearance.settings());
        return repair.map(decision -> Judgement.of(decision, opinion, () -> clearance.review(wanted).verdicts()))
                .orElseGet(() -> approved().map(this::take).orElseGet(() -> hold(words()))).under(charge);
    }

    private String words() {
        return charge.person() + " is in charge until " + charge.until();
    }

    /** What the person approved and the canary has not done yet. */
    private Optional<Proposal> approved() {
        return seen.approval() instanceof Approval.Known known
                ? known.stamp().flatMap(stamp -> approved(stamp, known.path()))
                : Optional.empty();
    }

    private Optional<Proposal> approved(DecisionStamp stamp, StepWeights path) {
        if (stamp.action() == Action.PROMOTE) {
            return path.holds() ? Optional.empty() : Optional.of(Proposal.promote(words()));
        }
        return stamp.action() != Action.ADVANCE ? Optional.empty()
                : path.entries().stream().map(Weight::new)
                        .filter(step -> step.compareTo(seen.weight()) > 0 && step.compareTo(stamp.to()) <= 0).findFirst()
                        .map(step -> Proposal.advance(step, words()));
    }

    private Judgement take(Proposal step) {
        Proposal passed = clearance.outcome(step);
        if (passed.action() != step.action() || !passed.to().equals(step.to())) {
            return hold(words() + ", the approved step to " + step.to() + " does not pass now: "
                    + Reason.rules(clearance.review(step)));
        }
        Decision decision = step.action() == Action.PROMOTE ? new Decision.Promote(seen.weight(), "")
                : new Decision.Advance(seen.weight(), step.to(), "");
        return new Judgement(decision, () -> Reason.instead(step, words(), wanted), opinion,
                () -> clearance.review(step).verdicts());
    }

    private Judgement hold(String why) {
        return new Judgement(new Decision.Hold(seen.weight(), ""), () -> Reason.at(seen.weight(), why, wanted), opinion,
                () -> clearance.review(wanted).verdicts());
    }
}

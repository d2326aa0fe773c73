package dev.serin.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.serin.canary.Action;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Outage;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Review;
import dev.serin.observation.Observation;
import dev.serin.policy.Policy;
import dev.serin.policy.Proposal;

/**
 * Maps an observation to a ruling: policy, then guardrails, then what the path in Git allows. Pure, so that production,
 * simulation, training and replay share it.
 */
public final class Decider {

    private final Policy policy;
    private final Guardrails guardrails;
    private final Function<Observation, String> digest;

    /** @param digest gives the observation's SHA-256 as 64 hexadecimal digits, see {@link ObservationDigest} */
    public Decider(Policy policy, Guardrails guardrails, Function<Observation, String> digest) {
        this.policy = policy;
        this.guardrails = guardrails;
        this.digest = digest;
    }

    public Ruling decide(Observation seen) {
        Judgement judgement = seen.canary().phase().isAnalysis() ? inAnalysis(seen) : outsideAnalysis(seen);
        Decision decision = judgement.decision();
        return new Ruling(RulingId.of(seen, decision), seen.ref(), seen.release(), decision, judgement.wanted(),
                judgement.verdicts(), policy.ref(), digest.apply(seen));
    }

    private Judgement outsideAnalysis(Observation seen) {
        return withoutPolicy(OutsideAnalysis.decide(seen, guardrails.settingsOf(seen.canary())), seen);
    }

    private Judgement inAnalysis(Observation seen) {
        Optional<Decision> standing = standingRollback(seen);
        return standing.isPresent() ? withoutPolicy(standing.get(), seen) : withPolicy(seen);
    }

    /** A rollback once decided stands, whatever the canary looks like now. */
    private static Optional<Decision> standingRollback(Observation seen) {
        return seen.approval().newestStamp().filter(stamp -> stamp.action() == Action.ROLLBACK)
                .filter(stamp -> stamp.release().covers(seen.release())).map(stamp -> again(stamp, seen));
    }

    private static Decision again(DecisionStamp stamp, Observation seen) {
        return new Decision.Rollback(seen.weight(), "decision " + stamp.id() + " to roll this release back stands");
    }

    private Judgement withoutPolicy(Decision decision, Observation seen) {
        Proposal notAsked = Proposal.hold(seen.weight(), "the policy was not asked");
        return new Judgement(decision, notAsked, List.of(guardrails.reviewWithoutPolicy(notAsked, seen)));
    }

    /** Rolling back comes first: it needs no path. Then the path is put right, and only on a good one the canary moves. */
    private Judgement withPolicy(Observation seen) {
        GuardrailSettings settings = guardrails.settingsOf(seen.canary());
        Proposal wanted = propose(seen);
        Review review = guardrails.review(wanted, seen);
        if (review.outcome().action() == Action.ROLLBACK) {
            return new Judgement(new Decision.Rollback(seen.weight(), Reason.of(wanted, review)), wanted, review.verdicts());
        }
        return PathRepair.of(seen, settings)
                .map(repair -> new Judgement(repair, wanted, review.verdicts()))
                .orElseGet(() -> new NextStep(seen, settings, guardrails).judge(wanted, review));
    }

    /** A policy that fails wants nothing; the ceilings still roll back. */
    private Proposal propose(Observation seen) {
        try {
            return policy.propose(seen, proposal -> guardrails.permits(proposal, seen));
        } catch (Outage broken) {
            return Proposal.hold(seen.weight(),
                    "hold at %s: the policy failed: %s".formatted(seen.weight(), broken.getMessage()));
        }
    }
}

package dev.serin.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.serin.canary.Action;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Outage;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.Guardrails;
import dev.serin.observation.Observation;
import dev.serin.policy.Opinion;
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

    /** The judgement in words, with its name and the observation's digest. */
    public Ruling decide(Observation seen) {
        Judgement judgement = judge(seen);
        Decision decision = judgement.decision();
        return new Ruling(RulingId.of(seen, decision), seen.ref(), seen.release(), decision, judgement.opinion().proposal(),
                judgement.verdicts(), judgement.opinion().policy(), digest.apply(seen));
    }

    /** What is done, and nothing of what is only for the record: enough for those who decide millions of times. */
    public Judgement judge(Observation seen) {
        Optional<Decision> settled = withoutPolicy(seen);
        return settled.isPresent() ? notAsked(settled.get(), seen) : withPolicy(seen);
    }

    /**
     * The same ruling with the policy's explanation. A step of its own, since it costs a hundred decisions. Unchanged where
     * no policy was asked, and at weight 0, where every policy does the same.
     *
     * @throws Outage when the policy cannot answer
     */
    public Ruling explained(Ruling ruling, Observation seen) {
        return seen.weight().isZero() || withoutPolicy(seen).isPresent() ? ruling
                : ruling.with(policy.explain(new Opinion(ruling.policy(), ruling.wanted()), seen, guardrails::permits));
    }

    /** What is decided without asking a policy; empty when that is to be asked. */
    private Optional<Decision> withoutPolicy(Observation seen) {
        return seen.canary().phase().isAnalysis() ? standingRollback(seen)
                : Optional.of(OutsideAnalysis.decide(seen, guardrails.settingsOf(seen.canary())));
    }

    /** A rollback once decided stands, whatever the canary looks like now. */
    private static Optional<Decision> standingRollback(Observation seen) {
        return seen.approval().newestStamp().filter(stamp -> stamp.action() == Action.ROLLBACK)
                .filter(stamp -> stamp.release().covers(seen.release())).map(stamp -> again(stamp, seen));
    }

    private static Decision again(DecisionStamp stamp, Observation seen) {
        return new Decision.Rollback(seen.weight(), "decision " + stamp.id() + " to roll this release back stands");
    }

    private Judgement notAsked(Decision decision, Observation seen) {
        Proposal notAsked = Proposal.hold(seen.weight(), "the policy was not asked");
        return Judgement.of(decision, new Opinion(policy.ref(), notAsked),
                () -> List.of(guardrails.reviewWithoutPolicy(notAsked, seen)));
    }

    /** Rolling back comes first: it needs no path. Then the path is put right, and only on a good one the canary moves. */
    private Judgement withPolicy(Observation seen) {
        Clearance clearance = guardrails.clearance(seen);
        Opinion opinion = consult(seen, clearance);
        Proposal wanted = opinion.proposal();
        if (clearance.outcome(wanted).action() == Action.ROLLBACK) {
            return new Judgement(new Decision.Rollback(seen.weight(), ""),
                    () -> Reason.of(wanted, clearance.review(wanted)), opinion, () -> clearance.review(wanted).verdicts());
        }
        Optional<Decision> repair = PathRepair.of(seen, clearance.settings());
        return repair.isPresent() ? Judgement.of(repair.get(), opinion, () -> clearance.review(wanted).verdicts())
                : new NextStep(seen, clearance, opinion).judge();
    }

    /** A policy that fails wants nothing; the ceilings still roll back. */
    private Opinion consult(Observation seen, Clearance clearance) {
        try {
            return policy.consult(seen, clearance::permits);
        } catch (Outage broken) {
            return new Opinion(policy.ref(), Proposal.hold(seen.weight(),
                    "hold at %s: the policy failed: %s".formatted(seen.weight(), broken.getMessage())));
        }
    }
}

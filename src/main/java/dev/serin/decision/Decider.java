package dev.serin.decision;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.serin.canary.Action;
import dev.serin.canary.Charge;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.guardrail.Clearance;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Verdict;
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
                judgement.verdicts(), judgement.opinion().policy(), digest.apply(seen), Optional.empty(), Optional.empty(),
                judgement.charge());
    }

    /**
     * Answers a person's order. The policy is only asked for its advice, and not at all where time or its health could matter.
     */
    public Reply decide(Observation seen, Order order) {
        Clearance clearance = guardrails.clearance(seen);
        Optional<String> objection = new Objections(seen, order, clearance).first();
        return objection.<Reply> map(Reply.Refused::new).orElseGet(() -> new Reply.Granted(ruling(seen, order, clearance)));
    }

    private Ruling ruling(Observation seen, Order order, Clearance clearance) {
        String id = RulingId.of(seen.ref(), order);
        Opinion opinion = asksPolicy(order) ? consult(seen, clearance) : new Opinion(policy.ref(), notAsked(seen));
        return new Ruling(id, seen.ref(), seen.release(), decision(seen, order), opinion.proposal(),
                verdicts(order, clearance), opinion.policy(), digest.apply(seen), Optional.empty(), Optional.of(order),
                order.charge(id));
    }

    private static boolean asksPolicy(Order order) {
        return order.kind() != Order.Kind.ROLLBACK && order.kind() != Order.Kind.PROMOTE_NOW;
    }

    private static Decision decision(Observation seen, Order order) {
        String reason = Reason.of(order, seen.weight());
        return switch (order.kind()) {
            case PAUSE, RESUME -> new Decision.Hold(seen.weight(), reason);
            case ADVANCE -> new Decision.Advance(seen.weight(), order.to().orElseThrow(), reason);
            case PROMOTE -> new Decision.Promote(seen.weight(), reason);
            case PROMOTE_NOW -> new Decision.PromoteNow(seen.weight(), reason);
            case ROLLBACK -> new Decision.Rollback(seen.weight(), reason);
        };
    }

    /** Only the way forward is asked about: nothing keeps back the rest, a dry run neither. */
    private static List<Verdict> verdicts(Order order, Clearance clearance) {
        return switch (order.kind()) {
            case ADVANCE -> clearance.review(Proposal.advance(order.to().orElseThrow(), order.reason())).verdicts();
            case PROMOTE -> clearance.review(Proposal.promote(order.reason())).verdicts();
            case PAUSE, RESUME, PROMOTE_NOW, ROLLBACK -> List.of();
        };
    }

    /** What is done, and nothing of what is only for the record: enough for those who decide millions of times. */
    public Judgement judge(Observation seen) {
        return judge(seen, guardrails.clearance(seen));
    }

    /**
     * The same for those who have asked the guardrails about the observation already, for a mask.
     *
     * @param clearance of these guardrails for {@code seen}
     */
    public Judgement judge(Observation seen, Clearance clearance) {
        Optional<Decision> settled = withoutPolicy(seen);
        return settled.isPresent() ? notAsked(settled.get(), seen) : withPolicy(seen, clearance);
    }

    /**
     * The same ruling with the policy's explanation. A step of its own, since it costs a hundred decisions. Unchanged where
     * no policy was asked, and at weight 0, where every policy does the same.
     *
     * @throws Outage when the policy cannot answer
     */
    public Ruling explained(Ruling ruling, Observation seen) {
        boolean notAsked = ruling.order().filter(order -> !asksPolicy(order)).isPresent() || withoutPolicy(seen).isPresent();
        return seen.weight().isZero() || notAsked ? ruling
                : ruling.with(policy.explain(new Opinion(ruling.policy(), ruling.wanted()), seen, guardrails::permits));
    }

    /** What is decided without asking a policy; empty when that is to be asked. */
    private Optional<Decision> withoutPolicy(Observation seen) {
        return seen.canary().phase().isAnalysis() ? standing(seen)
                : Optional.of(OutsideAnalysis.decide(seen, guardrails.settingsOf(seen.canary())));
    }

    /** A rollback once decided stands, whatever the canary looks like now; so does a promotion past the analysis. */
    private static Optional<Decision> standing(Observation seen) {
        return seen.approval().newestStamp().filter(stamp -> isFinal(stamp.action()))
                .filter(stamp -> stamp.release().covers(seen.release())).map(stamp -> again(stamp, seen));
    }

    private static boolean isFinal(Action action) {
        return action == Action.ROLLBACK || action == Action.PROMOTE_NOW;
    }

    private static Decision again(DecisionStamp stamp, Observation seen) {
        String who = stamp.by().map(person -> " by " + person).orElse("");
        return stamp.action() == Action.ROLLBACK
                ? new Decision.Rollback(seen.weight(), "decision " + stamp.id() + who + " to roll this release back stands")
                : new Decision.PromoteNow(seen.weight(),
                        "decision " + stamp.id() + who + " to promote past the analysis stands");
    }

    /** What a person has ordered is done in a dry run, too. */
    private Judgement notAsked(Decision decision, Observation seen) {
        Proposal notAsked = notAsked(seen);
        boolean ordered = isFinal(decision.action()) && seen.approval().newestByPerson().isPresent();
        return Judgement.of(decision, new Opinion(policy.ref(), notAsked),
                () -> ordered ? List.of() : List.of(guardrails.reviewWithoutPolicy(notAsked, seen)));
    }

    private static Proposal notAsked(Observation seen) {
        return Proposal.hold(seen.weight(), "the policy was not asked");
    }

    private Judgement withPolicy(Observation seen, Clearance clearance) {
        Opinion opinion = consult(seen, clearance);
        Optional<Charge> charge = seen.charge();
        return charge.isPresent() ? new InCharge(seen, charge.get(), clearance, opinion).judge()
                : byPolicy(seen, clearance, opinion);
    }

    /** Rolling back comes first: it needs no path. Then the path is put right, and only on a good one the canary moves. */
    private static Judgement byPolicy(Observation seen, Clearance clearance, Opinion opinion) {
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

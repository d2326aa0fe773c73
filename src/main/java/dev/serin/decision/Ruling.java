package dev.serin.decision;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Charge;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Release;
import dev.serin.guardrail.Verdict;
import dev.serin.policy.Explanation;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/**
 * A decision with everything that led to it.
 *
 * @param id twelve hexadecimal digits, a hash of what was decided and on what: two replicas that see the same name it the same
 * @param wanted what the policy wanted; a hold where it was not asked
 * @param verdicts what the guardrails said, in their order
 * @param policy the one that wanted it: the chosen one, or the one that stepped in for it
 * @param observationDigest SHA-256 of the observation's JSON, 64 hexadecimal digits
 * @param explanation why the policy wanted it; empty where it was not asked, or nobody asked why
 * @param order what a person ordered, where this is the answer to it: then the policy only advised
 * @param charge the person in charge of the release once this is done; empty where the policy decides
 */
public record Ruling(String id, CanaryRef canary, Release release, Decision decision, Proposal wanted, List<Verdict> verdicts,
        PolicyRef policy, String observationDigest, Optional<Explanation> explanation, Optional<Order> order,
        Optional<Charge> charge) {

    public Ruling {
        verdicts = List.copyOf(verdicts);
    }

    /** Of the policy alone, without an explanation. */
    public Ruling(String id, CanaryRef canary, Release release, Decision decision, Proposal wanted, List<Verdict> verdicts,
            PolicyRef policy, String observationDigest) {
        this(id, canary, release, decision, wanted, verdicts, policy, observationDigest, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    /** How the answer to an order is called before it is given. */
    public static String idOf(CanaryRef canary, Order order) {
        return RulingId.of(canary, order);
    }

    public Ruling with(Explanation why) {
        return new Ruling(id, canary, release, decision, wanted, verdicts, policy, observationDigest, Optional.of(why), order,
                charge);
    }

    /** Recorded only: a guardrail withheld it. */
    public boolean isWithheld() {
        return verdicts.stream().anyMatch(Verdict.Withhold.class::isInstance);
    }

    /** Whether it is for the record only: a hold that nobody ordered, or one that a guardrail withheld. */
    public boolean changesNothing() {
        return isWithheld() || decision.action() == Action.HOLD && order.isEmpty();
    }

    /** The person behind it: who ordered it, or who stays in charge. */
    public Optional<Person> person() {
        return order.map(Order::person).or(() -> charge.map(Charge::person));
    }

    /**
     * The line that a commit of this decision leaves in the manifest. A reset is made for whichever release comes, but a person
     * in charge is so of this one only.
     */
    public DecisionStamp stamp() {
        Release madeFor = decision.action() == Action.RESET && charge.isEmpty() ? Release.ANY : release;
        return new DecisionStamp(decision.action(), decision.from(), decision.to(), madeFor, id, person(),
                charge.map(Charge::until));
    }
}

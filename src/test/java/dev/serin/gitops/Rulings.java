package dev.serin.gitops;

import java.util.List;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** Rulings as the decider makes them. */
final class Rulings {

    static final Release RELEASE = new Release("66fd8c7b9b");

    private Rulings() {
    }

    static Ruling advance(CanaryRef canary, int from, int to, int id) {
        return of(canary, new Decision.Advance(new Weight(from), new Weight(to), "412 requests, no errors"), id);
    }

    static Ruling promote(CanaryRef canary, int from, int id) {
        return of(canary, new Decision.Promote(new Weight(from), "no worse than the primary"), id);
    }

    static Ruling rollback(CanaryRef canary, int from, int id) {
        return of(canary, new Decision.Rollback(new Weight(from), "12 of 40 requests failed"), id);
    }

    static Ruling reset(CanaryRef canary, int from, int to, int id) {
        return of(canary, new Decision.Reset(new Weight(from), new Weight(to), "a new release"), id);
    }

    static Ruling of(CanaryRef canary, Decision decision, int id, Verdict... verdicts) {
        return new Ruling("%012x".formatted(id), canary, RELEASE, decision, Proposal.hold(decision.from(), "waits"),
                List.of(verdicts), new PolicyRef("sequential-test", "ab".repeat(32)), "cd".repeat(32));
    }
}

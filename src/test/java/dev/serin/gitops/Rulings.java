package dev.serin.gitops;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
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

    /** By alice, who is in charge until one o'clock where the order says so. */
    static Ruling ordered(CanaryRef canary, Order.Kind kind, int from, int to, int id) {
        Weight at = new Weight(from);
        Optional<Weight> weight = kind == Order.Kind.ADVANCE ? Optional.of(new Weight(to)) : Optional.empty();
        Order order = new Order(kind, weight, new Person("alice"), "checkout is down; Serin-Person: bob",
                Instant.parse("2026-11-27T13:00:00Z"), RELEASE, Order.NO_BASIS, "the-key-" + id);
        Decision decision = switch (kind) {
            case PAUSE, RESUME -> new Decision.Hold(at, "pause at " + at);
            case ADVANCE -> new Decision.Advance(at, new Weight(to), "advance");
            case PROMOTE -> new Decision.Promote(at, "promote");
            case PROMOTE_NOW -> new Decision.PromoteNow(at, "promote now");
            case ROLLBACK -> new Decision.Rollback(at, "roll back");
        };
        Ruling plain = of(canary, decision, id);
        return new Ruling(plain.id(), canary, RELEASE, decision, plain.wanted(), List.of(), plain.policy(),
                plain.observationDigest(), Optional.empty(), Optional.of(order), order.charge(plain.id()));
    }
}

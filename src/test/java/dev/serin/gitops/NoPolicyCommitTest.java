package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.decision.Decider;
import dev.serin.decision.RandomObservations;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Observation;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** While a person is in charge nothing that the policy wants comes into Git, however mad it is. */
class NoPolicyCommitTest {

    private static final int CASES = 20_000;

    @Test
    void onlyAGuardrailOrABrokenPathIsCommitted() {
        RandomObservations drawn = new RandomObservations(new Random(11));
        Map<Action, Integer> written = new EnumMap<>(Action.class);
        for (int number = 0; number < CASES; number++) {
            Observation seen = drawn.inCharge();
            Ruling ruling = wanting(drawn.proposal(seen.weight())).decide(seen);
            if (Intent.of(ruling, seen.approval(), seen.approval()) instanceof Intent.Write) {
                written.merge(ruling.decision().action(), 1, Integer::sum);
                assertTrue(isByGuardrail(ruling) || isRepair(ruling), "case " + number + ": " + ruling.decision());
            }
        }
        assertTrue(written.keySet().containsAll(List.of(Action.ROLLBACK, Action.RESET)), written.toString());
    }

    private static boolean isByGuardrail(Ruling ruling) {
        return ruling.decision().action() == Action.ROLLBACK
                && ruling.verdicts().stream().anyMatch(Verdict.Replace.class::isInstance);
    }

    private static boolean isRepair(Ruling ruling) {
        return ruling.decision().action() == Action.RESET && ruling.stamp().by().isPresent()
                && ruling.stamp().until().isPresent();
    }

    private static Decider wanting(Proposal proposal) {
        Policy policy = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("drawn", "a".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                return proposal;
            }
        };
        return new Decider(policy, new Guardrails(Limits.defaults()), seen -> "d".repeat(64));
    }
}

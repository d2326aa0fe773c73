package dev.serin.decision;

import java.util.function.Predicate;

import dev.serin.canary.Approval;
import dev.serin.canary.Outage;
import dev.serin.canary.StepWeights;
import dev.serin.guardrail.GuardrailSettings;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Limits;
import dev.serin.observation.Observation;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** Deciders for tests, and what a commit of their rulings makes of a path. */
final class Deciders {

    private Deciders() {
    }

    /** A decider whose policy always wants the same, with the default limits. */
    static Decider wanting(Proposal proposal) {
        return wanting(proposal, Limits.defaults());
    }

    static Decider wanting(Proposal proposal, GuardrailSettings settings) {
        return new Decider(new Always(proposal), new Guardrails(settings), Deciders::digest);
    }

    /** A decider whose policy fails whenever it is asked. */
    static Decider failing() {
        Policy broken = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("broken", "0".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                throw new Outage("the model gave no probabilities");
            }
        };
        return new Decider(broken, new Guardrails(Limits.defaults()), Deciders::digest);
    }

    /** A decider whose policy must not be asked. */
    static Decider neverAsking() {
        Policy unasked = new Policy() {
            @Override
            public PolicyRef ref() {
                return new PolicyRef("none", "0".repeat(64));
            }

            @Override
            public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
                throw new AssertionError("The policy was asked");
            }
        };
        return new Decider(unasked, new Guardrails(Limits.defaults()), Deciders::digest);
    }

    private static String digest(Observation seen) {
        return "d".repeat(64);
    }

    /** The path in Git once the decision is committed, as the manifest repository writes it. */
    static StepWeights committed(Decision decision, Approval approval) {
        if (decision instanceof Decision.Reset reset) {
            return StepWeights.holdingAt(reset.to());
        }
        StepWeights path = ((Approval.Known) approval).path();
        if (decision instanceof Decision.Advance advance) {
            return path.ceiling().compareTo(advance.to()) >= 0 ? path : path.advancedTo(advance.to());
        }
        return decision instanceof Decision.Promote ? path.promoted()
                : decision instanceof Decision.Rollback ? path.held() : path;
    }

    private record Always(Proposal proposal) implements Policy {

        @Override
        public PolicyRef ref() {
            return new PolicyRef("always", "a".repeat(64));
        }

        @Override
        public Proposal propose(Observation observation, Predicate<Proposal> permitted) {
            return proposal;
        }
    }
}

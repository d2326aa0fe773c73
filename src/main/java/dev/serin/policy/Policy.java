package dev.serin.policy;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.serin.canary.Outage;
import dev.serin.observation.Observation;

/** Maps an observation to what it wants done. Pure: no I/O, clock or chance. */
public interface Policy {

    /** Which policy this is, for trailers and the journal. */
    PolicyRef ref();

    /** What a model's file says of itself, keys and values as they stand in it; empty for a rule. */
    default Map<String, String> metadata() {
        return Map.of();
    }

    /**
     * @param permitted what the guardrails would let pass: a policy that can choose should choose among these
     * @throws Outage when it cannot answer
     */
    Proposal propose(Observation observation, Predicate<Proposal> permitted);

    /** The same with the name of who proposes it: this policy, unless another one has to step in. */
    default Opinion consult(Observation observation, Predicate<Proposal> permitted) {
        return new Opinion(ref(), propose(observation, permitted));
    }

    /** Why this policy must not be asked about an observation; empty when it may. */
    default Optional<String> unfit(Observation observation) {
        return Optional.empty();
    }

    /**
     * Why it wants what it wants, for people. A hundred times as dear as the proposal, so whoever decides millions of
     * times does without.
     *
     * @param wanted what {@link #consult} answered
     * @param permitted what the guardrails would let pass at an observation: other ones are considered, too
     * @throws Outage when it cannot answer
     */
    default Explanation explain(Opinion wanted, Observation observation, BiPredicate<Proposal, Observation> permitted) {
        return Explanation.of(NearestChanges.of(this, wanted.proposal(), observation, permitted));
    }
}

package dev.serin.policy;

import java.util.function.Predicate;

import dev.serin.observation.Observation;

/** Maps an observation to what it wants done. Pure: no I/O, clock or chance. */
public interface Policy {

    /** Which policy this is, for trailers and the journal. */
    PolicyRef ref();

    /**
     * @param permitted what the guardrails would let pass: a policy that can choose should choose among these
     */
    Proposal propose(Observation observation, Predicate<Proposal> permitted);
}

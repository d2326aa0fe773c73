package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/** One hard rule. Pure, and independent of any policy. */
public interface Guardrail {

    /** The rule's name in configuration, verdicts and docs, for example {@code minimum-time-at-weight}. */
    String name();

    Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings);

    /** Lets the proposal pass. */
    default Verdict allow(String numbers) {
        return new Verdict.Allow(name(), numbers);
    }

    /** Puts another proposal in its place. */
    default Verdict replace(String numbers, Proposal instead) {
        return new Verdict.Replace(name(), numbers, instead);
    }
}

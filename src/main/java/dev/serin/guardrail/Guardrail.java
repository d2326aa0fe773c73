package dev.serin.guardrail;

import dev.serin.observation.Observation;
import dev.serin.policy.Proposal;

/**
 * One hard rule. Pure, and independent of any policy. What it does and what it says are apart: who decides millions of
 * times asks no rule for words.
 */
public interface Guardrail {

    /** The rule's name in configuration, verdicts and docs, for example {@code minimum-time-at-weight}. */
    String name();

    /** What the rule leaves of a proposal: the very same one where it passes, else another one without words. */
    Proposal limit(Proposal wanted, Observation observation, GuardrailSettings settings);

    /** What the rule compared, in one line with the numbers. */
    String numbers(Proposal wanted, Observation observation, GuardrailSettings settings);

    /** The rule's answer in words. */
    default Verdict check(Proposal wanted, Observation observation, GuardrailSettings settings) {
        Proposal left = limit(wanted, observation, settings);
        String numbers = numbers(wanted, observation, settings);
        return left == wanted ? new Verdict.Allow(name(), numbers)
                : new Verdict.Replace(name(), numbers, new Proposal(left.action(), left.to(), name() + ": " + numbers));
    }
}

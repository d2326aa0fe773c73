package dev.serin.guardrail;

import java.util.List;

import dev.serin.policy.Proposal;

/**
 * What the guardrails made of a proposal.
 *
 * @param verdicts one for each rule, in their order
 * @param outcome what may be done: the proposal itself, or what the last rule that objected put in its place
 */
public record Review(List<Verdict> verdicts, Proposal outcome) {

    public Review {
        verdicts = List.copyOf(verdicts);
    }

    /** The verdicts that put something else in the place of what was wanted. */
    public List<Verdict.Replace> replacements() {
        return verdicts.stream().filter(Verdict.Replace.class::isInstance).map(Verdict.Replace.class::cast).toList();
    }
}

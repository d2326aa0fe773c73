package dev.serin.decision;

import java.util.List;

import dev.serin.guardrail.Verdict;
import dev.serin.policy.Proposal;

/** A decision with what led to it, before it gets its name. */
record Judgement(Decision decision, Proposal wanted, List<Verdict> verdicts) {
}

package dev.serin.rollout;

import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;

/** A decision and what became of it in Git. */
public record DecisionMade(Ruling ruling, Change change) {
}

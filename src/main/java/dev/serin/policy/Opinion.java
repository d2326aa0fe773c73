package dev.serin.policy;

/**
 * What is wanted, and who wants it: a policy that must not be asked leaves the word to another.
 *
 * @param policy the one that made the proposal
 */
public record Opinion(PolicyRef policy, Proposal proposal) {
}

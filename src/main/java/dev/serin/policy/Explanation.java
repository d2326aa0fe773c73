package dev.serin.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.serin.canary.Action;

/**
 * Why a policy wanted what it wanted, for people. What does not apply is empty: a rule has no probabilities.
 *
 * @param probabilities what a model thought of each permitted action, likeliest first; they sum to 1
 * @param shares what moved the model
 * @param changes what would have turned the decision, the nearest change first; empty when none was found
 * @param secondOpinion what the sequential test would have done; empty when it is the one that decided
 * @param fallback why the chosen policy was not asked; empty when it was
 */
public record Explanation(List<ActionProbability> probabilities, Optional<Shares> shares, List<Change> changes,
        Optional<Opinion> secondOpinion, Optional<String> fallback) {

    /** @param action as {@link ModelAction} spells it */
    public record ActionProbability(String action, double probability) {
    }

    /**
     * What each group of features adds to the probability of the chosen action, compared to a healthy canary: exact
     * Shapley values. They sum to {@code probability - healthy}.
     *
     * @param action the chosen one, as {@link ModelAction} spells it
     * @param healthy its probability for {@link HealthyCase}, with the same actions permitted
     * @param probability its probability for what was seen
     */
    public record Shares(String action, double healthy, double probability, List<Share> groups) {

        public Shares {
            groups = List.copyOf(groups);
        }
    }

    /**
     * @param group as {@link FeatureGroup} spells it
     * @param value -1..1
     */
    public record Share(String group, double value) {
    }

    /**
     * One thing that would have turned the decision, all else the same.
     *
     * @param action what would be wanted then
     * @param words {@code would advance if p99 were under 410 ms in the next 5 intervals (now 620 ms)}
     */
    public record Change(Action action, String words) {
    }

    /** What two digits show. */
    private static final double VISIBLE = 0.005;

    public Explanation {
        probabilities = List.copyOf(probabilities);
        changes = List.copyOf(changes);
    }

    static Explanation of(List<Change> changes) {
        return new Explanation(List.of(), Optional.empty(), changes, Optional.empty(), Optional.empty());
    }

    Explanation with(List<ActionProbability> known, Shares moved) {
        return new Explanation(known, Optional.of(moved), changes, secondOpinion, fallback);
    }

    Explanation with(Opinion second) {
        return new Explanation(probabilities, shares, changes, Optional.of(second), fallback);
    }

    Explanation insteadOfAsking(String why) {
        return new Explanation(probabilities, shares, changes, secondOpinion, Optional.of(why));
    }

    /** The nearest change in words, also when there is none. */
    public String nearestChange() {
        return changes.stream().findFirst().map(Change::words).orElse(NearestChanges.NONE_FOUND);
    }

    /** All of it as short lines, one for each part that applies. */
    public List<String> lines() {
        return Stream.of(shares.map(Explanation::words), Optional.of(probabilities).filter(all -> !all.isEmpty())
                .map(Explanation::words), Optional.of("nearest change: " + nearestChange()),
                secondOpinion.map(Explanation::words))
                .flatMap(Optional::stream).toList();
    }

    private static String words(Shares shares) {
        String groups = shares.groups().stream().filter(share -> Math.abs(share.value()) >= VISIBLE)
                .map(share -> share.group() + " " + signed(share.value())).collect(Collectors.joining(", "));
        return "probability of %s %s, %s for a healthy canary: %s".formatted(shares.action(), number(shares.probability()),
                number(shares.healthy()), groups.isEmpty() ? "no group of features matters" : groups);
    }

    private static String words(List<ActionProbability> probabilities) {
        return "probabilities: " + probabilities.stream().map(one -> one.action() + " " + number(one.probability()))
                .collect(Collectors.joining(", "));
    }

    private static String words(Opinion second) {
        return "second opinion, " + second.policy().name() + ": " + second.proposal().reason();
    }

    private static String number(double probability) {
        return String.format(Locale.ROOT, "%.2f", probability);
    }

    private static String signed(double share) {
        return String.format(Locale.ROOT, "%+.2f", share);
    }
}

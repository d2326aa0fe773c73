package dev.serin.policy;

import dev.serin.canary.Action;
import dev.serin.canary.Weight;

/**
 * What a policy wants, before the guardrails have had their say.
 *
 * @param action hold, advance, promote or rollback
 * @param to the weight wanted: the present one for hold, 100 for promote, 0 for rollback
 * @param reason one line with the numbers, the same words in hook answer, commit, journal and page
 */
public record Proposal(Action action, Weight to, String reason) {

    public static Proposal hold(Weight at, String reason) {
        return new Proposal(Action.HOLD, at, reason);
    }

    public static Proposal advance(Weight to, String reason) {
        return new Proposal(Action.ADVANCE, to, reason);
    }

    public static Proposal promote(String reason) {
        return new Proposal(Action.PROMOTE, Weight.FULL, reason);
    }

    public static Proposal rollback(String reason) {
        return new Proposal(Action.ROLLBACK, Weight.ZERO, reason);
    }
}

package dev.serin.rollout;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What an order would do, without having done it.
 *
 * @param possible whether it would be carried out as things are now
 * @param reason the decision's reason, or why it would be refused
 * @param subject the first line of the commit; empty where there would be none
 * @param before the lines of the manifest that would change, as they are; empty where lines are only added
 * @param after the same lines as they would be
 */
@RegisterForReflection
public record Preview(boolean possible, String reason, String subject, String before, String after) {

    /** @param reason why not */
    static Preview impossible(String reason) {
        return new Preview(false, reason, "", "", "");
    }

    static Preview impossible(Outcome outcome) {
        return impossible(outcome instanceof Outcome.Blind blind ? blind.reason() : "it could not be looked at in time");
    }
}

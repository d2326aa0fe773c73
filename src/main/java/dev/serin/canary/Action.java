package dev.serin.canary;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What can be done with a canary. A policy wants one of the first four; reset puts the path back to its fresh start, and only a
 * person can promote past the analysis.
 */
public enum Action {
    HOLD,
    ADVANCE,
    PROMOTE,
    ROLLBACK,
    RESET,
    PROMOTE_NOW;

    /** @throws InvalidField for any other word */
    @JsonCreator
    public static Action of(String word) {
        for (Action action : values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw new InvalidField("action", "is unknown", "use hold, advance, promote, rollback, reset or promote-now");
    }

    /** The word used in commits, trailers, JSON and on the page. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}

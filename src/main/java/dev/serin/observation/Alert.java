package dev.serin.observation;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An alert that fires for a canary, as far as a decision may rest on it.
 *
 * @param name the alert's, at most {@value #NAME_MAX} characters in one line
 * @param severity as its rule says, in lower case, at most {@value #SEVERITY_MAX} characters
 * @param role which version it is about
 * @param since when it began to fire, in whole milliseconds
 * @param fingerprint Alertmanager's hash of its labels: the same for each repetition
 */
public record Alert(String name, String severity, Role role, Instant since, String fingerprint) {

    static final int NAME_MAX = 100;
    static final int SEVERITY_MAX = 32;

    /** Which version an alert is about. */
    public enum Role {
        CANARY,
        PRIMARY,
        /** The labels name the canary's service, but neither of its versions. */
        UNKNOWN;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Labels are other people's text: here they become short single lines, fit for a reason and a commit. */
    public Alert {
        name = line(name, NAME_MAX);
        severity = line(severity.toLowerCase(Locale.ROOT), SEVERITY_MAX);
    }

    private static String line(String text, int lengthMax) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() > lengthMax ? line.substring(0, lengthMax - 1) + "…" : line;
    }
}

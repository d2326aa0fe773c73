package dev.serin.check;

import com.fasterxml.jackson.annotation.JsonValue;

/** How much a finding matters. */
public enum Severity {
    /** Serin cannot decide, or what it decides does not arrive. */
    ERROR("error"),
    /** It works, but less safely or less well than it could. */
    WARNING("warning"),
    /** What has to be asked for this did not answer, so nobody knows. */
    UNKNOWN("unknown");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }
}

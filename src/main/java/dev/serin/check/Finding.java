package dev.serin.check;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One thing that is wrong with a Canary's wiring. Holds nothing secret.
 *
 * @param field where it is wrong: a field of the Canary as in {@code spec.analysis.interval}, or {@code cluster}, {@code git},
 *        {@code flux}, {@code telemetry}
 * @param problem what is wrong; "field problem" is a sentence
 * @param remedy how to mend it, as an order
 */
@RegisterForReflection
public record Finding(Severity severity, String field, String problem, String remedy) {

    static Finding error(String field, String problem, String remedy) {
        return new Finding(Severity.ERROR, field, problem, remedy);
    }

    static Finding warning(String field, String problem, String remedy) {
        return new Finding(Severity.WARNING, field, problem, remedy);
    }

    /** What was not asked for fails no check, and passes none. */
    static Finding unknown(String field, Outage outage, String remedy) {
        return new Finding(Severity.UNKNOWN, field, "could not be checked. " + outage.getMessage(), remedy);
    }

    /** The message is "field problem: remedy", and no remedy has a colon with a space. */
    static Finding error(InvalidField invalid) {
        String said = invalid.getMessage().substring(invalid.field().length()).strip();
        int colon = said.lastIndexOf(": ");
        return error(invalid.field(), said.substring(0, colon), said.substring(colon + 2));
    }

    /** In one line. */
    @Override
    public String toString() {
        return severity.word() + ": " + field + " " + problem + ". To mend it: " + remedy;
    }
}

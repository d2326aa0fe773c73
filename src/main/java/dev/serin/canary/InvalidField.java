package dev.serin.canary;

/**
 * Input that cannot be used: says which field, what is wrong with it and what to do. Nothing has been changed when it is
 * thrown. The offending value is not part of the message: it may be hostile or secret.
 */
public final class InvalidField extends IllegalArgumentException {

    private final String field;

    /** @param problem and remedy complete the sentence "field problem: remedy" */
    public InvalidField(String field, String problem, String remedy) {
        super(field + " " + problem + ": " + remedy);
        this.field = field;
    }

    /** The name of the field as the sender spells it. */
    public String field() {
        return field;
    }
}

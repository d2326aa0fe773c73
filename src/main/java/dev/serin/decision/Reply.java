package dev.serin.decision;

/** The answer to a person's order. */
public sealed interface Reply {

    /** It is carried out. */
    record Granted(Ruling ruling) implements Reply {
    }

    /** It may not be carried out. @param reason one line, with the rule and its numbers */
    record Refused(String reason) implements Reply {
    }
}

package dev.serin.gitops;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What became of a decision in Git. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Change.Committed.class, name = "committed"),
        @JsonSubTypes.Type(value = Change.Unchanged.class, name = "unchanged"),
        @JsonSubTypes.Type(value = Change.Overtaken.class, name = "overtaken"),
        @JsonSubTypes.Type(value = Change.Withheld.class, name = "withheld"),
        @JsonSubTypes.Type(value = Change.Failed.class, name = "failed") })
public sealed interface Change {

    /** What became of it, in one line. */
    String reason();

    /** Pushed. @param commit 40 hexadecimal digits */
    record Committed(String commit) implements Change {
        @Override
        public String reason() {
            return "committed as " + commit;
        }
    }

    /** Nothing to write: a hold, or Git already says so. */
    record Unchanged(String reason) implements Change {
    }

    /** Someone else pushed first, and the decision no longer holds for what is there now. */
    record Overtaken(String reason) implements Change {
    }

    /** A guardrail withheld the decision: recorded only. */
    record Withheld(String reason) implements Change {
    }

    /** Git could not be reached or refused. A rollback acts through the hook all the same, and is committed later. */
    record Failed(String reason) implements Change {
    }
}

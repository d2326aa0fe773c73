package dev.serin.access;

import java.util.Set;

/** What a person may do. An operator may also do everything that a viewer may. */
public enum Role {
    VIEWER(Set.of(Name.VIEWER)),
    OPERATOR(Set.of(Name.VIEWER, Name.OPERATOR));

    private final Set<String> names;

    Role(Set<String> names) {
        this.names = names;
    }

    /** The names under which the framework checks it. */
    Set<String> names() {
        return names;
    }

    /** For annotations, which take constants only. */
    public static final class Name {

        /** May see pages and API. */
        public static final String VIEWER = "viewer";

        /** May give orders too. */
        public static final String OPERATOR = "operator";

        private Name() {
        }
    }
}

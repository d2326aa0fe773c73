package dev.serin.webhook;

import java.util.Locale;

/** What an event was, or what became of it. */
enum EventKind {
    ALERT,
    FLUX,
    PUSH,
    /** Serin's own came back. */
    OWN,
    REPEATED,
    UNRELATED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.serin.dashboard;

import java.util.Optional;

/** The line above a page that says why it is not live. */
final class Notice {

    static final String ID = "notice";

    private Notice() {
    }

    static Fragment of(Optional<String> because) {
        return new Fragment(ID, Parts.notice(because).render());
    }

    static Fragment of(String because) {
        return of(Optional.of(because));
    }
}

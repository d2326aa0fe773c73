package dev.serin.events;

import java.util.Optional;

import dev.serin.canary.Phase;

/** What CDEvents know of a service's life, as far as a canary shows it. */
enum Milestone {
    /** A new revision has got its first traffic. */
    DEPLOYED("deployed"),
    /** It has become the primary. */
    UPGRADED("upgraded"),
    /** It was taken back. */
    ROLLEDBACK("rolledback");

    private final String predicate;

    Milestone(String predicate) {
        this.predicate = predicate;
    }

    /** @param run that it is about */
    record Reached(Milestone milestone, Run run) {
    }

    /** How a release ends; empty where this phase is none. */
    static Optional<Milestone> endOf(Phase phase) {
        if (phase == Phase.SUCCEEDED) {
            return Optional.of(UPGRADED);
        }
        return phase == Phase.FAILED ? Optional.of(ROLLEDBACK) : Optional.empty();
    }

    String type() {
        return "dev.cdevents.service." + predicate + ".0.3.0";
    }

    String predicate() {
        return predicate;
    }
}

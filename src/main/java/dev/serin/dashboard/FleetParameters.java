package dev.serin.dashboard;

import java.util.Optional;

import org.jboss.resteasy.reactive.RestQuery;

/** The query of an address of the list, as it comes. */
class FleetParameters {

    @RestQuery
    Optional<String> q;

    @RestQuery
    Optional<String> namespace;

    @RestQuery
    Optional<String> phase;

    @RestQuery
    Optional<String> standing;

    @RestQuery
    Optional<String> sort;

    /** @throws dev.serin.canary.InvalidField for a word that means nothing */
    FleetQuery query() {
        return FleetQuery.of(q, namespace, phase, standing, sort);
    }
}

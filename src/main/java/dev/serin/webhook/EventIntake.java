package dev.serin.webhook;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.events.EventsConfig;
import dev.serin.events.UnappliedCommits;
import dev.serin.gitops.GitConfig;
import dev.serin.gitops.ManifestRepository;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

/**
 * What an event is told by its data, since no two senders agree on a type for it: alerts as Alertmanager words them, reports as
 * Flux words them, pushes as Git hosts word them. Everything else is no business of Serin's.
 */
@ApplicationScoped
class EventIntake {

    private final AlertIntake alerts;
    private final UnappliedCommits commits;
    private final ManifestRepository manifests;
    private final String own;
    private final String branch;
    private final MeterRegistry registry;
    private final SeenEvents seen = new SeenEvents();

    EventIntake(AlertIntake alerts, UnappliedCommits commits, ManifestRepository manifests, EventsConfig events, GitConfig git,
            MeterRegistry registry) {
        this.alerts = alerts;
        this.commits = commits;
        this.manifests = manifests;
        this.own = events.source().toString();
        this.branch = "refs/heads/" + git.branch();
        this.registry = registry;
    }

    /** @throws dev.serin.canary.InvalidField when a field is missing; names it */
    EventAnswer take(IncomingEvent event) {
        if (event.source().equals(own)) {
            return taken(event, "own");
        }
        // Not by their event's id: Alertmanager can send nothing but a constant one, and each alert is known by itself.
        return AlertmanagerPayload.isOne(event.data()) ? alerts(event) : once(event);
    }

    private EventAnswer alerts(IncomingEvent event) {
        AlertAnswer answer = alerts.take(AlertmanagerPayload.read(event.data()));
        taken(event, "alert");
        return EventAnswer.to(answer);
    }

    private EventAnswer once(IncomingEvent event) {
        String kind = kind(event.data());
        if (!seen.add(event)) {
            return taken(event, "repeated");
        }
        if (kind.equals("push")) {
            manifests.outdated();
        }
        if (kind.equals("flux")) {
            FluxPayload.read(event.data()).ifPresent(commits::reported);
        }
        return taken(event, kind);
    }

    private String kind(JsonNode data) {
        if (FluxPayload.isOne(data)) {
            return "flux";
        }
        return data.path("ref").asText().equals(branch) ? "push" : "unrelated";
    }

    private EventAnswer taken(IncomingEvent event, String kind) {
        registry.counter("serin.events.received", "kind", kind).increment();
        Log.debugf("event=%s source=%s type=%s kind=%s", event.id(), event.source(), event.type(), kind);
        return EventAnswer.TAKEN;
    }
}

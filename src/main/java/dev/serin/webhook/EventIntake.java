package dev.serin.webhook;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.events.EventsConfig;
import dev.serin.events.UnappliedCommits;
import dev.serin.gitops.GitConfig;
import dev.serin.gitops.JGitManifestRepository;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;

/**
 * What an event is told by its data, since no two senders agree on a type for it: alerts as Alertmanager words them, reports as
 * Flux words them, pushes as Git hosts word them. Everything else is no business of Serin's.
 */
@Startup
@ApplicationScoped
class EventIntake {

    private final AlertIntake alerts;
    private final UnappliedCommits commits;
    private final JGitManifestRepository manifests;
    private final String own;
    private final String branch;
    private final MeterRegistry registry;
    private final SeenEvents seen = new SeenEvents();

    EventIntake(AlertIntake alerts, UnappliedCommits commits, JGitManifestRepository manifests, EventsConfig events,
            GitConfig git,
            MeterRegistry registry) {
        this.alerts = alerts;
        this.commits = commits;
        this.manifests = manifests;
        this.own = events.source().toString();
        this.branch = "refs/heads/" + git.branch();
        this.registry = registry;
        List.of(EventKind.values()).forEach(this::count);
    }

    private Counter count(EventKind kind) {
        return Counter.builder("serin.events.received").description("CloudEvents that were taken, by what they were")
                .tag("kind", kind.word()).register(registry);
    }

    /** @throws dev.serin.canary.InvalidField when a field is missing; names it */
    EventAnswer take(IncomingEvent event) {
        if (event.source().equals(own)) {
            return taken(event, EventKind.OWN);
        }
        // Not by their event's id: Alertmanager can send nothing but a constant one, and each alert is known by itself.
        return AlertmanagerPayload.isOne(event.data()) ? alerts(event) : once(event);
    }

    private EventAnswer alerts(IncomingEvent event) {
        AlertAnswer answer = alerts.take(AlertmanagerPayload.read(event.data()));
        taken(event, EventKind.ALERT);
        return EventAnswer.to(answer);
    }

    private EventAnswer once(IncomingEvent event) {
        EventKind kind = kind(event.data());
        if (!seen.add(event)) {
            return taken(event, EventKind.REPEATED);
        }
        if (kind == EventKind.PUSH) {
            manifests.outdated();
        }
        if (kind == EventKind.FLUX) {
            FluxPayload.read(event.data()).ifPresent(commits::reported);
        }
        return taken(event, kind);
    }

    private EventKind kind(JsonNode data) {
        if (FluxPayload.isOne(data)) {
            return EventKind.FLUX;
        }
        return data.path("ref").asText().equals(branch) ? EventKind.PUSH : EventKind.UNRELATED;
    }

    private EventAnswer taken(IncomingEvent event, EventKind kind) {
        count(kind).increment();
        Log.debugf("event=%s source=%s type=%s kind=%s", event.id(), event.source(), event.type(), kind.word());
        return EventAnswer.TAKEN;
    }
}

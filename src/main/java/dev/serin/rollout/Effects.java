package dev.serin.rollout;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import dev.serin.observation.EvidenceConfig;
import dev.serin.observation.FleetConfig;
import dev.serin.observation.KubernetesCanaries;
import dev.serin.observation.Observer;
import dev.serin.observation.PrometheusConfig;
import dev.serin.observation.PrometheusObserver;
import dev.serin.observation.PrometheusTelemetry;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Makes what looks at the outside world. The observer goes on from where the journal ends. */
@Singleton
class Effects {

    @Produces
    @Singleton
    Canaries canaries(KubernetesClient client, ManagedExecutor executor, ObjectMapper json, Clock clock, FleetConfig config,
            @ConfigProperty(name = "serin.flagger.namespaces") Optional<Set<String>> namespaces) {
        return new KubernetesCanaries(client, executor, json, clock, config, namespaces.orElse(Set.of()));
    }

    @Produces
    @Singleton
    Observer observer(PrometheusConfig config, EvidenceConfig evidence, Canaries canaries, Journal journal, Clock clock) {
        return new PrometheusObserver(new PrometheusTelemetry(config), canaries,
                canary -> journal.newest(canary, 1).stream().findFirst().map(Entry::observation), evidence.tolerances(),
                config.delay(), clock);
    }
}

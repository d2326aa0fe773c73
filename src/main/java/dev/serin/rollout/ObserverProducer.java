package dev.serin.rollout;

import java.time.Clock;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import dev.serin.observation.EvidenceConfig;
import dev.serin.observation.Observer;
import dev.serin.observation.PrometheusObserver;
import dev.serin.observation.Telemetry;

/** Makes the observer here, where the journal is known: after a restart it goes on from the last entry. */
@Singleton
class ObserverProducer {

    @Produces
    @Singleton
    Observer observer(Canaries canaries, Telemetry telemetry, Journal journal, EvidenceConfig evidence, Clock clock) {
        return new PrometheusObserver(canaries, telemetry,
                canary -> journal.newest(canary, 1).stream().findFirst().map(Entry::observation), evidence.tolerances(), clock);
    }
}

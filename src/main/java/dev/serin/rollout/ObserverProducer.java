package dev.serin.rollout;

import java.time.Clock;
import java.util.Optional;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.observation.Canaries;
import dev.serin.observation.EvidenceConfig;
import dev.serin.observation.FiringAlerts;
import dev.serin.observation.Observation;
import dev.serin.observation.Observer;
import dev.serin.observation.PrometheusObserver;
import dev.serin.observation.Telemetry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;

/** Makes the observer here, where the journal is known: after a restart it goes on from the last entry. */
@Singleton
class ObserverProducer {

    @Produces
    @Startup
    @Singleton
    Observer observer(Canaries canaries, Telemetry telemetry, Journal journal, EvidenceConfig evidence,
            FiringAlerts alerts, Clock clock) {
        return new PrometheusObserver(canaries, telemetry,
                canary -> lastObservation(journal, canary), evidence.tolerances(), alerts, clock);
    }

    /** Without the journal a release starts from nothing: that makes steps wait longer, and lets the brake act. */
    static Optional<Observation> lastObservation(Journal journal, CanaryRef canary) {
        try {
            return journal.newest(canary, 1).stream().findFirst().map(Entry::observation);
        } catch (Outage outage) {
            Log.warnf("canary=%s starts without what was seen before: %s", canary, outage.getMessage());
            return Optional.empty();
        }
    }
}

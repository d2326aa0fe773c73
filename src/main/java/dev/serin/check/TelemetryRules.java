package dev.serin.check;

import static dev.serin.check.Finding.error;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.observation.Canaries;
import dev.serin.observation.FiringAlerts;
import dev.serin.observation.Observer;
import dev.serin.observation.PrometheusClient;
import dev.serin.observation.PrometheusConfig;
import dev.serin.observation.PrometheusObserver;
import dev.serin.observation.QueryTemplates;
import dev.serin.observation.Reading;
import dev.serin.observation.Telemetry;
import dev.serin.observation.Tolerances;
import dev.serin.observation.VersionReading;

/**
 * What may be missing in Prometheus. The primary is looked at by the same questions as in a release, under way or not, but
 * apart from those of real releases, whose answers must not wait for it.
 */
@ApplicationScoped
class TelemetryRules {

    private static final String TELEMETRY = "telemetry";

    private static final Canaries NO_OTHERS = new Canaries() {

        @Override
        public Optional<CanaryState> find(CanaryRef ref, Budget budget) {
            return Optional.empty();
        }

        @Override
        public List<CanaryState> all(Budget budget) {
            return List.of();
        }
    };

    private final Observer observer;

    TelemetryRules(PrometheusConfig config, QueryTemplates templates, PrometheusClient prometheus, FiringAlerts alerts,
            Clock clock) {
        this.observer = new PrometheusObserver(NO_OTHERS, new Telemetry(config, templates, prometheus, clock),
                canary -> Optional.empty(), Tolerances.DEFAULT, alerts, clock);
    }

    Stream<Finding> findings(CanaryState canary, Budget budget) {
        CanaryState asInRelease = canary.in(Phase.PROGRESSING).at(Weight.ZERO);
        VersionReading primary = observer.observe(new Trigger.Sweep(canary.ref()), asInRelease,
                new Approval.Unknown("not looked at"), budget).interval().primary();
        if (primary.requests() instanceof Reading.NoData missing) {
            return Stream.of(error(TELEMETRY, "of the primary is missing. " + missing.reason(), "see serin.prometheus.url,"
                    + " the Canary's spec.provider and serin.prometheus.default-provider, and whether the primary is scraped"));
        }
        return primary.latency().isPresent() ? Stream.empty()
                : Stream.of(error(TELEMETRY, "of the primary has no latency histogram, only requests",
                        "export the buckets of a classic"
                                + " histogram, or name them in serin.prometheus.templates.<provider>.latency"));
    }
}

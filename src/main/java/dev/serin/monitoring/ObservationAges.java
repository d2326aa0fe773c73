package dev.serin.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.serin.canary.CanaryRef;
import dev.serin.observation.Observation;
import dev.serin.rollout.DecisionMade;
import dev.serin.rollout.DecisionStream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

/** How long ago the telemetry of each release under way ends. A series begins and ends with its release. */
@ApplicationScoped
class ObservationAges {

    private final Map<CanaryRef, Instant> newest = new ConcurrentSkipListMap<>();
    private final MultiGauge gauges;
    private final Clock clock;

    ObservationAges(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.gauges = MultiGauge.builder("serin.observation.age").baseUnit("seconds")
                .description("Age of the newest interval in which both versions were counted").register(registry);
    }

    @Incoming(DecisionStream.CHANNEL)
    void decided(DecisionMade made) {
        if (!made.belated()) {
            saw(made.entry().observation());
        }
    }

    private void saw(Observation seen) {
        boolean isNews = seen.canary().phase().isAnalysis() ? note(seen) : newest.remove(seen.ref()) != null;
        if (isNews) {
            show();
        }
    }

    /** @return whether the canary is new; to show it is dear, and its gauge reads its age by itself */
    private boolean note(Observation seen) {
        boolean isNew = newest.putIfAbsent(seen.ref(), seen.time()) == null;
        if (seen.interval().isComparable()) {
            newest.put(seen.ref(), seen.interval().end());
        }
        return isNew;
    }

    /** Those that are gone from the cluster, or whose release ended without a word, are shown no more. */
    void keepOnly(Set<CanaryRef> underAnalysis) {
        if (newest.keySet().retainAll(underAnalysis)) {
            show();
        }
    }

    boolean isEmpty() {
        return newest.isEmpty();
    }

    private synchronized void show() {
        List<MultiGauge.Row<?>> rows = newest.keySet().stream().<MultiGauge.Row<?>> map(this::row).toList();
        gauges.register(rows, true);
    }

    private MultiGauge.Row<CanaryRef> row(CanaryRef canary) {
        return MultiGauge.Row.of(Tags.of("namespace", canary.namespace(), "name", canary.name()), canary, this::age);
    }

    private double age(CanaryRef canary) {
        return Duration.between(newest.getOrDefault(canary, clock.instant()), clock.instant()).toMillis() / 1000.0;
    }
}

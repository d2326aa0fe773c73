package dev.serin.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Outage;
import dev.serin.observation.Alert;
import dev.serin.observation.AlertMapping;
import dev.serin.observation.AlertmanagerClient;
import dev.serin.observation.Canaries;
import dev.serin.observation.FiringAlerts;
import dev.serin.observation.ReportedAlert;
import io.quarkus.logging.Log;

/**
 * Keeps the alerts of a call with the canaries that they are about, and asks for one decision on each canary with a new one.
 */
@ApplicationScoped
class AlertIntake {

    /** The Canaries are listed every few seconds anyway; a caller waits no longer for a new list. */
    private static final Duration PATIENCE = Duration.ofMillis(900);

    private final Canaries canaries;
    private final AlertMapping mapping;
    private final FiringAlerts firing;
    private final AlertmanagerClient alertmanager;
    private final AlertTurns turns;
    private final AlertCounts counts;
    private final Clock clock;

    AlertIntake(Canaries canaries, AlertMapping mapping, FiringAlerts firing, AlertmanagerClient alertmanager, AlertTurns turns,
            AlertCounts counts, Clock clock) {
        this.canaries = canaries;
        this.mapping = mapping;
        this.firing = firing;
        this.alertmanager = alertmanager;
        this.turns = turns;
        this.counts = counts;
        this.clock = clock;
    }

    /** Returns before any decision is made. */
    AlertAnswer take(AlertmanagerPayload payload) {
        try {
            String whatBecameOfThem = take(payload.alerts());
            if (payload.truncated() > 0) {
                counts.countTruncated(payload.truncated());
                askForTheRest(payload);
            }
            return AlertAnswer.taken(whatBecameOfThem);
        } catch (Outage outage) {
            return AlertAnswer.notNow(outage);
        }
    }

    private String take(List<ReportedAlert> alerts) {
        List<CanaryState> fleet = canaries.all(Budget.of(PATIENCE, clock));
        Map<AlertFate, Integer> fates = new EnumMap<>(AlertFate.class);
        Map<CanaryRef, Set<String>> news = new TreeMap<>();
        for (ReportedAlert reported : alerts) {
            AlertFate fate = keep(reported, mapping.target(reported, fleet), news);
            counts.count(fate);
            fates.merge(fate, 1, Integer::sum);
        }
        news.forEach(turns::ask);
        return alerts.size() + " alerts: " + fates.entrySet().stream()
                .map(fate -> fate.getValue() + " " + fate.getKey().words()).collect(Collectors.joining(", "));
    }

    private AlertFate keep(ReportedAlert reported, AlertMapping.Target target, Map<CanaryRef, Set<String>> news) {
        if (target instanceof AlertMapping.Ambiguous ambiguous) {
            Log.warnf("An alert is about several canaries and brakes none: label it with serin_canary: %s",
                    ambiguous.canaries());
            return AlertFate.AMBIGUOUS;
        }
        return target instanceof AlertMapping.Found found ? keep(reported, found, news) : AlertFate.UNRELATED;
    }

    private AlertFate keep(ReportedAlert reported, AlertMapping.Found found, Map<CanaryRef, Set<String>> news) {
        Alert alert = found.alert();
        if (!reported.firing()) {
            Instant end = reported.endsAt().orElseGet(clock::instant);
            return AlertFate.of(firing.ends(alert.fingerprint(), end));
        }
        AlertFate fate = AlertFate.of(firing.fires(found.canary(), alert, reported.endsAt()));
        if (fate == AlertFate.NEW) {
            news.computeIfAbsent(found.canary(), canary -> new TreeSet<>()).add(alert.name());
        }
        return fate;
    }

    /** Alertmanager cuts by label, not by severity, so what is missing may be what matters most. */
    private void askForTheRest(AlertmanagerPayload payload) {
        if (alertmanager.isConfigured()) {
            turns.later(payload.receiver(), () -> takeAllOf(payload.receiver()));
        } else {
            Log.warnf("Alertmanager left %d alerts out: set serin.alertmanager.query.url, or no max_alerts in the receiver",
                    payload.truncated());
        }
    }

    private void takeAllOf(String receiver) {
        try {
            Log.debugf("Alertmanager was asked for what it left out, %s", take(alertmanager.firing(receiver)));
        } catch (Outage outage) {
            Log.warnf("Alerts that were left out are not known: %s", outage.getMessage());
        }
    }
}

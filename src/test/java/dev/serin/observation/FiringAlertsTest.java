package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.observation.Alert.Role;
import dev.serin.observation.FiringAlerts.News;
import dev.serin.observation.Fixtures.SetClock;

/** Which alerts count, whatever order and however often Alertmanager reports them. */
class FiringAlertsTest {

    private static final CanaryRef CANARY = new CanaryRef("prod", "podinfo");
    private static final Instant START = Instant.parse("2026-03-04T12:00:00Z");

    private final SetClock clock = new SetClock(START.plusSeconds(10));
    private final FiringAlerts alerts = new FiringAlerts(Alertmanagers.config(Map.of("expire-after", "10m")), clock);

    private static Alert alert(String fingerprint, Instant since) {
        return new Alert("HighErrorRate", "critical", Role.CANARY, since, fingerprint);
    }

    private News fires(Alert alert) {
        return alerts.fires(CANARY, alert, Optional.empty());
    }

    @Test
    void theSameEpisodeIsNewOnce() {
        Alert alert = alert("a", START);

        assertEquals(News.NEW, fires(alert));
        assertEquals(News.REPEATED, fires(alert));
        assertEquals(List.of(alert), alerts.of(CANARY));
        assertEquals(List.of(), alerts.of(new CanaryRef("prod", "other")));
    }

    @Test
    void aLaterEpisodeIsNewAndTakesThePlaceOfTheOneBefore() {
        fires(alert("a", START));
        Alert again = alert("a", START.plusSeconds(5));

        assertEquals(News.NEW, fires(again));
        assertEquals(News.REPEATED, fires(alert("a", START)), "a replica of Alertmanager that lags behind");
        assertEquals(List.of(again), alerts.of(CANARY));
    }

    @Test
    void aResolvedAlertNoLongerCounts() {
        fires(alert("a", START));
        fires(alert("b", START));

        assertEquals(News.ENDED, alerts.ends("a", START.plusSeconds(9)));
        assertEquals(News.REPEATED, alerts.ends("a", START.plusSeconds(9)));
        assertEquals(List.of(alert("b", START)), alerts.of(CANARY));
    }

    @Test
    void aSlowReplicaDoesNotRaiseWhatHasEnded() {
        fires(alert("a", START));
        alerts.ends("a", START.plusSeconds(9));

        assertEquals(News.LATE, fires(alert("a", START)));
        assertEquals(List.of(), alerts.of(CANARY));
        assertEquals(News.NEW, fires(alert("a", START.plusSeconds(9))), "the next episode");
    }

    /** After a network fault Prometheus goes on with the episode that Alertmanager had ended. */
    @Test
    void anEpisodeThatGoesOnAfterItsEndCountsAgainSomeMinutesLater() {
        alerts.ends("a", START.plusSeconds(9));
        clock.pass(Duration.ofMinutes(5));

        assertEquals(News.NEW, fires(alert("a", START)));
    }

    @Test
    void theEndOfAnEarlierEpisodeDoesNotEndThisOne() {
        Alert second = alert("a", START.plusSeconds(5));
        fires(second);

        assertEquals(News.LATE, alerts.ends("a", START.plusSeconds(3)));
        assertEquals(List.of(second), alerts.of(CANARY));
    }

    @Test
    void whatIsNotRepeatedIsForgotten() {
        fires(alert("a", START));
        clock.pass(Duration.ofMinutes(9));
        fires(alert("a", START));
        clock.pass(Duration.ofMinutes(9));
        assertEquals(1, alerts.of(CANARY).size(), "was repeated");

        clock.pass(Duration.ofMinutes(1));
        assertEquals(List.of(), alerts.of(CANARY));
        assertEquals(News.NEW, fires(alert("a", START)));
    }

    @Test
    void anAnnouncedEndIsKept() {
        alerts.fires(CANARY, alert("a", START), Optional.of(clock.instant().plusSeconds(60)));
        clock.pass(Duration.ofSeconds(59));
        assertEquals(1, alerts.of(CANARY).size());
        clock.pass(Duration.ofSeconds(1));

        assertEquals(List.of(), alerts.of(CANARY));
        assertEquals(News.LATE, alerts.fires(CANARY, alert("b", START), Optional.of(clock.instant())));
    }

    @Test
    void ofEachRoleAndSeverityOnlyTheNewestAreShownSoThatNoFloodHidesAnother() {
        Alert critical = new Alert("HighErrorRate", "critical", Role.CANARY, START.minusSeconds(100), "c");
        fires(critical);
        IntStream.range(0, 100).forEach(i -> fires(new Alert("Info", "info", Role.CANARY, START.plusMillis(i), "i" + i)));

        List<Alert> shown = alerts.of(CANARY);

        assertEquals(List.of("c", "i97", "i98", "i99"), shown.stream().map(Alert::fingerprint).toList());
    }

    @Test
    void aFloodIsRefusedUntilSomethingEnds() {
        IntStream.range(0, 5000).forEach(i -> fires(alert("f" + i, START)));

        assertEquals(News.REFUSED, fires(alert("x", START)));
        assertEquals(News.REPEATED, fires(alert("f0", START)));
        alerts.ends("f0", START.plusSeconds(1));
        assertEquals(News.NEW, fires(alert("x", START)));
        clock.pass(Duration.ofMinutes(10));
        assertEquals(News.NEW, fires(alert("y", START)), "expired ones make room");
    }
}

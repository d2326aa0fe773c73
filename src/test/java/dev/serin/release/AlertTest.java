package dev.serin.release;

import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Trigger;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** What an alert does to a release that is fine in all else. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class AlertTest {

    EmbeddedWorld embedded;
    @Inject
    Journal journal;
    @Inject
    Clock clock;

    /** One alert of a call. @param deployment that it is about */
    private record Sent(String name, String severity, String deployment, String status) {

        String json(Clock clock) {
            return """
                    {"status": "%s", "labels": {"alertname": "%s", "severity": "%s", "namespace": "prod", "deployment": "%s"},
                     "annotations": {}, "startsAt": "%s", "endsAt": "%s", "generatorURL": "", "fingerprint": "%016x"}"""
                    .formatted(status, name, severity, deployment,
                            status.equals("firing") ? clock.instant() : "2026-03-01T12:00:00Z",
                            status.equals("firing") ? "0001-01-01T00:00:00Z" : clock.instant().plusSeconds(1),
                            (name + deployment).hashCode());
        }
    }

    @AfterEach
    void plugInEverything() {
        embedded.plugInEverything();
    }

    private void send(Sent... alerts) {
        RestAssured.given().header("Authorization", "Bearer " + EmbeddedWorld.TOKEN)
                .body("{\"version\": \"4\", \"receiver\": \"serin\", \"truncatedAlerts\": 0, \"alerts\": ["
                        + Stream.of(alerts).map(alert -> alert.json(clock)).collect(Collectors.joining(",")) + "]}")
                .post("/alertmanager").then().statusCode(202).body(startsWith(alerts.length + " alerts"));
    }

    /** After a tick at its weight: what an alert asks for is a second look into the same interval. */
    private CanaryRef underWay(String story) {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        embedded.step(1);
        return canary;
    }

    /** The decisions that alerts asked for, newest first; waits until there is one. */
    private List<Entry> byAlert(CanaryRef canary) {
        Awaited.holds("an alert's decision on " + canary, () -> !alertEntries(canary).isEmpty());
        return alertEntries(canary);
    }

    private List<Entry> alertEntries(CanaryRef canary) {
        return journal.newest(canary, 500).stream().filter(entry -> entry.trigger() instanceof Trigger.Alert)
                .filter(entry -> entry.change().isPresent()).toList();
    }

    @Test
    void aCriticalAlertOnTheCanaryIsCommittedAsARollbackBeforeTheNextTick() {
        CanaryRef canary = underWay("alarmed");

        send(new Sent("HighErrorRate", "critical", canary.name(), "firing"),
                new Sent("HighLatency", "critical", canary.name(), "firing"),
                new Sent("KubePodCrashLooping", "warning", canary.name(), "firing"));
        List<Entry> decisions = byAlert(canary);

        assertEquals(1, decisions.size(), "many alerts for one canary in one call are one decision");
        assertEquals(List.of("HighErrorRate", "HighLatency", "KubePodCrashLooping"),
                ((Trigger.Alert) decisions.get(0).trigger()).names());
        assertEquals(3, decisions.get(0).observation().alerts().size());
        assertEquals("serin: rollback " + canary + " 5 % → 0 %", newestSubject(canary));
        String reason = decisions.get(0).ruling().decision().reason();
        assertTrue(reason.startsWith("roll back: alerts-rollback: critical alert HighErrorRate on the canary for 0 s"), reason);
        assertTrue(log(canary).newestMessage().replaceAll("\\s+", " ").contains(reason), log(canary).newestMessage());
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 2));
    }

    @Test
    void anAlertOnThePrimaryHoldsTheReleaseUntilItEnds() {
        CanaryRef canary = underWay("incident");

        send(new Sent("HighErrorRate", "critical", canary.name() + "-primary", "firing"));
        Entry decision = byAlert(canary).get(0);
        assertTrue(decision.ruling().decision().reason().contains("alerts-hold: critical alert HighErrorRate on the primary"),
                decision.ruling().decision().reason());
        embedded.step(40);
        assertEquals(5, embedded.world().weight(canary));
        assertFalse(newestSubject(canary).contains("rollback"), newestSubject(canary));

        send(new Sent("HighErrorRate", "critical", canary.name() + "-primary", "resolved"));
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
    }

    /** Where Git cannot be written in time, the hook brakes first, as with any rollback. */
    @Test
    void anAlertBrakesThoughGitIsAway() {
        CanaryRef canary = underWay("unwritten");
        embedded.world().repository().unplug();

        send(new Sent("HighErrorRate", "critical", canary.name(), "firing"));

        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 3));
    }

    private String newestSubject(CanaryRef canary) {
        List<String> subjects = log(canary).subjects();
        return subjects.get(subjects.size() - 1);
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}

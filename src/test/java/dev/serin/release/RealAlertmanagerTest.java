package dev.serin.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.observation.Alert;
import dev.serin.observation.FiringAlerts;
import dev.serin.release.Alarm.Call;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** From a rule in a real Prometheus over a real Alertmanager to a commit in Git. */
@QuarkusTest
@TestProfile(RealAlertmanagerTest.Profile.class)
class RealAlertmanagerTest {

    /** The world's time is moved by the test and starts a little before the real one, in which alerts begin. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.policy.name", "sequential-test");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            String start = Instant.now().minus(Duration.ofMinutes(2)).toString();
            return List.of(new TestResourceEntry(EmbeddedWorld.class, Map.of(EmbeddedWorld.START, start)),
                    new TestResourceEntry(Alarm.class));
        }
    }

    EmbeddedWorld embedded;
    Alarm alarm;
    @Inject
    FiringAlerts firing;

    @AfterEach
    void callOffTheAlarm() {
        alarm.failing();
    }

    /** Alertmanager sends only one of the two alerts, and it is the other one that matters. */
    @Test
    void anAlertThatWasLeftOutOfTheCallIsCommittedAsARollback() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "alarmed");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);

        alarm.failing("a-neighbour", canary.name());
        CommitLog log = new CommitLog(embedded.world().repository().directory(), canary);
        Awaited.holds("the rollback in Git", () -> log.subjects().contains("serin: rollback " + canary + " 5 % → 0 %"));
        long committed = System.nanoTime();

        Call call = alarm.calls().get(0);
        Log.infof("From the receipt of Alertmanager's call to the rollback in Git: %d ms",
                Duration.ofNanos(committed - call.nanoTime()).toMillis());
        assertTrue(log.newestMessage().contains("alerts-rollback"), log.newestMessage());
        assertTrue(call.body().contains("\"truncatedAlerts\":1") && !call.body().contains(canary.name()), call.body());
        assertTrue(alarm.calls().stream().allMatch(each -> each.answer() == 202), alarm.calls().toString());
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, 2));
    }

    @Test
    void anAlertOnThePrimaryHoldsUntilAlertmanagerSaysThatItEnded() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "incident");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);

        alarm.failing(canary.name() + "-primary");
        Awaited.holds("the alert is known", () -> !alerts(canary).isEmpty());
        assertEquals(Alert.Role.PRIMARY, alerts(canary).get(0).role());
        embedded.step(20);
        assertEquals(5, embedded.world().weight(canary));

        alarm.failing();
        Awaited.holds("the alert has ended", () -> alerts(canary).isEmpty());
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
    }

    private List<Alert> alerts(CanaryRef canary) {
        return firing.of(canary);
    }
}

package dev.serin.release;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.simulation.World;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** Whatever is away, every canary stays where its manifest put it, and goes on when it returns. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class PulledPlugTest {

    private static final int OUTAGE = 15;
    private static final int PATIENCE = 150;

    EmbeddedWorld embedded;

    @AfterEach
    void plugInEverything() {
        embedded.plugInEverything();
    }

    @Test
    void withoutPrometheusTheCanaryHolds() {
        CanaryRef canary = underWay("prometheus");
        embedded.world().prometheus().unplug();
        assertHoldsThroughTheOutage(canary);
        RestAssured.get("/api/canaries/prod/" + canary.name()).then().body("decision.reason", containsString("Prometheus"));

        embedded.world().prometheus().plugIn();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void withoutGitTheCanaryHolds() {
        CanaryRef canary = underWay("git");
        embedded.world().repository().unplug();
        assertHoldsThroughTheOutage(canary);

        embedded.world().repository().plugIn();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void withoutTheClusterTheCanaryHolds() {
        CanaryRef canary = underWay("cluster");
        embedded.world().kubernetes().unplug();
        assertHoldsThroughTheOutage(canary);

        embedded.world().kubernetes().plugIn();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void trap17WithoutSerinTheCanaryHolds() {
        CanaryRef canary = underWay("serin");
        embedded.unplugSerin();
        assertHoldsThroughTheOutage(canary);

        embedded.plugInSerin();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void trap10TheBrakeActsWithoutGitAndTheCommitFollows() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "brake");
        embedded.deploy(canary, Fate.ERRORS);
        embedded.reach(canary, 5, 20);
        embedded.world().repository().unplug();
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));

        embedded.world().repository().plugIn();
        assertFalse(log(canary).subjects().contains("serin: rollback " + canary + " 5 % → 0 %"));
        // The next look at this canary settles what the outage left open; a new revision brings one.
        embedded.deploy(canary, Fate.FINE);
        embedded.step(3);
        assertTrue(log(canary).subjects().contains("serin: rollback " + canary + " 5 % → 0 %"),
                log(canary).subjects().toString());
    }

    /** The price of the smallest wiring: Flagger counts a rollout hook that is down as a failed check. */
    @Test
    void trap17InTheSmallestWiringALongOutageOfSerinRollsBack() {
        CanaryRef canary = underWay(Wiring.SMALLEST, "serin");
        embedded.unplugSerin();
        assertEquals(World.Outcome.ROLLED_BACK, embedded.end(canary, PATIENCE));
    }

    /** An outage of telemetry alone: everything answers, but nothing is known of this canary. */
    @ParameterizedTest
    @EnumSource(Wiring.class)
    void trap16WithoutTelemetryTheCanaryHoldsAndNoCheckFails(Wiring wiring) {
        CanaryRef canary = underWay(wiring, "blind");
        int failedChecks = embedded.world().status(canary).failedChecks();
        embedded.world().service(canary).setTelemetry(false);
        assertHoldsThroughTheOutage(canary);

        assertEquals(failedChecks, embedded.world().status(canary).failedChecks());
        RestAssured.get("/api/canaries/prod/" + canary.name()).then().body("decision.reason", containsString("no data"));
    }

    @Test
    void trap18ALostPostRolloutIsMadeUpForBeforeTheNextRelease() {
        CanaryRef canary = underWay(Wiring.FULL, "lost");
        for (int i = 0; i < PATIENCE && !embedded.world().status(canary).phase().isPromotion(); i++) {
            embedded.step(1);
        }
        embedded.unplugSerin();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 5));
        embedded.plugInSerin();
        assertFalse(log(canary).manifest().contains("stepWeights: [5, 5]"), log(canary).manifest());

        embedded.deploy(canary, Fate.FINE);
        embedded.step(1);
        assertTrue(log(canary).manifest().contains("stepWeights: [5, 5]"), log(canary).manifest());
        assertEquals(0, embedded.world().weight(canary), "nothing moves before the path is fresh");
        embedded.reach(canary, 5, 5);
    }

    private CanaryRef underWay(String story) {
        return underWay(Wiring.FULL, story);
    }

    private CanaryRef underWay(Wiring wiring, String story) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    /** One step may have been approved already, and is taken or not; nothing more. */
    private void assertHoldsThroughTheOutage(CanaryRef canary) {
        embedded.step(1);
        int weight = embedded.world().weight(canary);
        embedded.step(OUTAGE);
        assertEquals(weight, embedded.world().weight(canary));
        assertEquals(Phase.PROGRESSING, embedded.world().status(canary).phase());
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}

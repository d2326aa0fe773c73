package dev.serin.release;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.simulation.World;
import dev.serin.simulation.flagger.RevisionHash;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** Calls that are repeated, overlapping, late or about another revision do no harm. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class RepeatedCallTest {

    EmbeddedWorld embedded;

    @AfterEach
    void plugInEverything() {
        embedded.plugInEverything();
    }

    @Test
    void trap01RepeatedAndOverlappingHeartbeatsShareOneDecision() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, "repeated");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        int commits = log(canary).commits().size();
        List<String> decisions = decisions(canary);

        List<CompletableFuture<Void>> calls = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.runAsync(() -> heartbeat(canary).statusCode(403))).toList();
        calls.forEach(CompletableFuture::join);

        assertTrue(log(canary).commits().size() <= commits + 1, log(canary).subjects().toString());
        assertTrue(decisions(canary).size() <= decisions.size() + 1, decisions(canary).toString());
    }

    @Test
    void trap08ANewChecksumWhileProgressingIsANewRelease() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.ALL, "repeated");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 10, 120);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);

        assertEquals(5, embedded.world().weight(canary), "starts again at the first weight");
        assertTrue(log(canary).manifest().contains("stepWeights: [5, 5]"), log(canary).manifest());
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, 150));
    }

    @Test
    void trap11AnOldEchoOpensNoGate() {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.SMALLEST, "repeated");
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        call("confirm-traffic-increase", canary, Map.of("decision", "advance 0-5 abc 000000000000"))
                .statusCode(403);
        call("confirm-promotion", canary, Map.of()).statusCode(403);
    }

    @Test
    void trap04AnUnknownCanaryHoldsAndIsNeverRolledBack() {
        CanaryRef unknown = new CanaryRef("prod", "nobody-knows-it");
        for (String type : List.of("confirm-rollout", "confirm-traffic-increase", "confirm-promotion", "rollback",
                "pre-rollout")) {
            call(type, unknown, "Progressing", "abc", Map.of()).statusCode(403)
                    .body(containsString("no Canary prod/nobody-knows-it"));
        }
    }

    /** The answer to a hook may be lost on its way, so a yes that was said is no step that was taken. */
    @Test
    void trap01AYesThatNeverArrivedIsNoStep() {
        CanaryRef canary = underWay(Wiring.FULL, "unheard");
        embedded.unplugSerin();
        for (int i = 0; i < 40; i++) {
            embedded.step(1);
            heartbeat(canary).statusCode(403);
            call("confirm-traffic-increase", canary, Map.of("decision", stamp(canary)));
        }

        List<String> advances = log(canary).subjects().stream().filter(subject -> subject.contains("advance")).toList();
        assertEquals(1, advances.size(), "only the first step was approved, and it was never taken: " + advances);
    }

    /** Most hooks send a constant phase, and one that is delayed sends an old one. */
    @Test
    void trap07ALateCallWithAnotherPhaseEndsNoRelease() {
        CanaryRef canary = underWay(Wiring.FULL, "late");
        embedded.unplugSerin();
        while (!log(canary).subjects().toString().contains("advance")) {
            embedded.step(1);
            heartbeat(canary).statusCode(403);
        }
        String manifest = log(canary).manifest();
        call("post-rollout", canary, "Failed", checksum(canary), Map.of()).statusCode(200);
        call("rollback", canary, "Succeeded", checksum(canary), Map.of()).statusCode(403);
        call("confirm-rollout", canary, "Initialized", checksum(canary), Map.of());

        assertEquals(manifest, log(canary).manifest());
    }

    /** A restart of Flagger, another replica or a changed interval bring extra ticks. */
    @Test
    void trap23ExtraTicksDoNotShortenTheStayAtAWeight() {
        CanaryRef canary = underWay(Wiring.FULL, "early");
        int commits = log(canary).commits().size();
        for (int i = 0; i < 30; i++) {
            embedded.world().tickEarly(canary);
        }

        assertEquals(5, embedded.world().weight(canary));
        assertEquals(commits, log(canary).commits().size(), log(canary).subjects().toString());
    }

    private CanaryRef underWay(Wiring wiring, String story) {
        CanaryRef canary = EmbeddedWorld.canary(wiring, story);
        embedded.deploy(canary, Fate.FINE);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    private String stamp(CanaryRef canary) {
        return log(canary).manifest().replaceFirst("(?s).*decision: ([^}\n]*).*", "$1");
    }

    private ValidatableResponse heartbeat(CanaryRef canary) {
        return call("rollback", canary, Map.of());
    }

    private ValidatableResponse call(String type, CanaryRef canary, Map<String, String> metadata) {
        return call(type, canary, "Progressing", checksum(canary), metadata);
    }

    private static ValidatableResponse call(String type, CanaryRef canary, String phase, String checksum,
            Map<String, String> metadata) {
        return RestAssured.given().contentType("application/json")
                .body(Map.of("namespace", canary.namespace(), "name", canary.name(), "phase", phase, "checksum", checksum,
                        "metadata", metadata, "aFieldOfANewerFlagger", 1))
                .post("/flagger/" + type + "/" + EmbeddedWorld.TOKEN).then();
    }

    /** As Flagger sends it. */
    private String checksum(CanaryRef canary) {
        return RevisionHash.of("{}" + embedded.world().status(canary).lastAppliedSpec());
    }

    private static List<String> decisions(CanaryRef canary) {
        return RestAssured.get("/api/canaries/prod/" + canary.name() + "?limit=500").path("decisions.id");
    }

    private CommitLog log(CanaryRef canary) {
        return new CommitLog(embedded.world().repository().directory(), canary);
    }
}

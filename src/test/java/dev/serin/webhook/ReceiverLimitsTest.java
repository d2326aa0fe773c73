package dev.serin.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.access.AccessProfile;
import dev.serin.access.MovedClock;
import dev.serin.access.MovedClockProfile;
import dev.serin.journal.UnknownCallers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;

/** Who calls too often, over HTTP; no time passes but when the test says so. */
@QuarkusTest
@TestProfile(ReceiverLimitsTest.Profile.class)
class ReceiverLimitsTest {

    private static final int UNKNOWN_MAX = 5;
    private static final int BURST = 100;
    private static final String PAYLOAD = """
            {"name": "podinfo", "namespace": "prod", "phase": "Progressing", "checksum": "66fd8c7b9b", "metadata": {}}""";

    /** Narrow limits, and two tokens of Flagger's. */
    public static class Profile extends MovedClockProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("serin.flagger.tokens", "flagger-1,flagger-2");
            settings.put("serin.alertmanager.tokens", "alertmanager-1");
            settings.put("serin.limits.unknown-calls-per-minute", String.valueOf(UNKNOWN_MAX));
            settings.put("serin.limits.calls-per-second", String.valueOf(BURST / 10));
            return settings;
        }
    }

    @Inject
    UnknownCallers unknown;

    @BeforeEach
    void laterThanBefore() {
        MovedClock.pass(Duration.ofSeconds(3600));
    }

    private static Response hook(String token) {
        return given().contentType("application/json").body(PAYLOAD).post("/flagger/event/" + token);
    }

    private static List<Integer> statuses(String token, int calls) {
        return IntStream.range(0, calls).mapToObj(call -> hook(token).statusCode()).toList();
    }

    @Test
    void whoGuessesTokensIsToldToWaitAndFlaggerIsNotHeldUp() {
        for (int guess = 0; guess < UNKNOWN_MAX; guess++) {
            assertEquals(401, hook("guess-" + guess).statusCode());
        }
        hook("one-guess-too-many").then().statusCode(429).header("Retry-After", is("13"));
        given().body("{}").post("/alertmanager").then().statusCode(429);

        assertNotEquals(429, hook("flagger-1").statusCode(), "the same source, with a token");

        MovedClock.pass(Duration.ofSeconds(60));
        assertEquals(401, hook("guess").statusCode());
    }

    @Test
    void aFleetThatTicksAllAtOnceIsServed() {
        assertTrue(statuses("flagger-1", BURST).stream().noneMatch(status -> status == 429));
    }

    @Test
    void aTokenThatCallsWithoutEndIsStoppedAndNoOther() {
        statuses("flagger-1", BURST);
        hook("flagger-1").then().statusCode(429).header("Retry-After", is("1"));

        assertNotEquals(429, hook("flagger-2").statusCode());
        MovedClock.pass(Duration.ofSeconds(1));
        assertEquals(10, statuses("flagger-1", 20).stream().filter(status -> status != 429).count());
    }

    @Test
    void refusedCallsAreInTheJournalWithoutWhatTheyCarried() {
        hook("hunter2-in-the-path");
        given().auth().preemptive().basic("hunter2-name", "hunter2-password").get("/api/canaries").then().statusCode(401);
        unknown.write();

        String lines = given().auth().preemptive().basic(AccessProfile.ALICE, AccessProfile.PASSWORD).get("/api/refused-calls")
                .then().statusCode(200).body("door", hasItem("/flagger/event")).body("door", hasItem("login"))
                .body("source", hasItem("127.0.0.1")).body("door", not(hasItem("/api/canaries"))).extract().asString();
        assertTrue(!lines.contains("hunter2"), lines);
    }

    @Test
    void onlyOperatorsSeeWhoKnocked() {
        given().auth().preemptive().basic(AccessProfile.VICTOR, AccessProfile.PASSWORD).get("/api/refused-calls").then()
                .statusCode(403);
    }
}

package dev.serin.access;

import static dev.serin.access.AccessProfile.ALICE;
import static dev.serin.access.AccessProfile.PASSWORD;
import static dev.serin.access.AccessProfile.VICTOR;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Guessing passwords, over HTTP; no time passes but when the test says so. */
@QuarkusTest
@TestProfile(LoginLimitTest.Profile.class)
class LoginLimitTest {

    private static final int ATTEMPTS_MAX = 3;

    /** Three attempts a minute. */
    public static class Profile extends MovedClockProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("serin.limits.login-attempts-per-minute", String.valueOf(ATTEMPTS_MAX));
            return settings;
        }
    }

    private static int look(String name, String password) {
        return given().auth().preemptive().basic(name, password).get("/api/canaries").statusCode();
    }

    @Test
    void whoGuessesPasswordsIsToldToWaitAndWhoIsLoggedInIsNotHeldUp() {
        assertEquals(200, look(ALICE, PASSWORD));
        MovedClock.pass(Duration.ofSeconds(3600));
        for (int guess = 0; guess < ATTEMPTS_MAX; guess++) {
            assertEquals(401, look(VICTOR, "guess " + guess));
        }

        given().auth().preemptive().basic(VICTOR, "another guess").get("/api/canaries").then().statusCode(429)
                .header("Retry-After", is("21")).body("error", containsString("Too many logins"));
        assertEquals(429, look("nobody", "guess"), "whoever is meant");
        assertEquals(429, look(VICTOR, PASSWORD), "not even looked at");
        assertEquals(200, look(ALICE, PASSWORD), "was right before");

        MovedClock.pass(Duration.ofSeconds(60));
        assertEquals(200, look(VICTOR, PASSWORD));
    }
}

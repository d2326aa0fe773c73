package dev.serin.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.dashboard.DashboardProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Serin as it is started by somebody who has configured no login at all. */
@QuarkusTest
@TestProfile(NoLoginTest.Profile.class)
class NoLoginTest {

    public static class Profile extends DashboardProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("serin.flagger.tokens", "a-token-of-the-test");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/canaries/prod/podinfo", "/login" })
    void pagesAreRefusedAndSayWhatToConfigure(String path) {
        given().redirects().follow(false).get(path).then().statusCode(401).contentType("text/html")
                .header("WWW-Authenticate", nullValue())
                .body(allOf(containsString("serin.access.users"), containsString("serin.access.oidc"),
                        containsString("serin.access.anonymous-read")));
    }

    @Test
    void theApiIsRefusedInJson() {
        given().get("/api/canaries").then().statusCode(401).contentType("application/json")
                .body("error", containsString("serin.access.users"));
    }

    @Test
    void apparentPasswordsOpenNothing() {
        given().auth().preemptive().basic("alice", "").get("/").then().statusCode(401);
        given().header("Authorization", "Bearer abc").get("/api/canaries").then().statusCode(401);
    }

    @Test
    void hooksHealthAndStaticFilesNeedNoLogin() {
        for (String open : new String[] { "/q/health", "/q/health/live", "/serin.css", "/serin.js", "/serin.svg" }) {
            assertEquals(200, given().get(open).statusCode(), open);
        }
        String event = "{\"name\": \"podinfo\", \"namespace\": \"prod\"}";
        given().contentType("application/json").body(event).post("/flagger/event/a-token-of-the-test").then().statusCode(200);
        given().contentType("application/json").auth().preemptive().basic("flagger", "a-token-of-the-test").body(event)
                .post("/flagger/event").then().statusCode(200);
    }
}

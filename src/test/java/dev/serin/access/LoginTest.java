package dev.serin.access;

import static dev.serin.access.AccessProfile.ALICE;
import static dev.serin.access.AccessProfile.PASSWORD;
import static dev.serin.access.AccessProfile.VICTOR;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.hamcrest.Matchers.startsWithIgnoringCase;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;

/** Logging in with a password, over HTTP. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class LoginTest {

    private static RequestSpecification as(String name) {
        return given().auth().preemptive().basic(name, PASSWORD).redirects().follow(false);
    }

    @ParameterizedTest
    @ValueSource(strings = { ALICE, VICTOR })
    void whoHasAPasswordMaySeePagesAndApi(String name) {
        as(name).get("/").then().statusCode(200);
        as(name).get("/api/canaries").then().statusCode(200);
        as(name).get("/canaries/prod/nobody").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/canaries/prod/nobody", "/api/canaries", "/api/canaries/prod/nobody", "/login",
            "/q/openapi" })
    void everybodyElseIsAskedToLogIn(String path) {
        given().get(path).then().statusCode(401).header("WWW-Authenticate", startsWithIgnoringCase("Basic"));
        given().auth().preemptive().basic(ALICE, "wrong").get(path).then().statusCode(401);
        given().auth().preemptive().basic("mallory", PASSWORD).get(path).then().statusCode(401);
        given().header("Authorization", "Basic !").get(path).then().statusCode(401);
    }

    @Test
    void aRefusalSaysNothingOfThePassword() {
        given().auth().preemptive().basic(ALICE, "my-other-password").get("/").then().statusCode(401)
                .body(not(containsString("my-other-password")), not(containsString(ALICE)));
    }

    @ParameterizedTest
    @CsvSource({ "/canaries/prod/podinfo/pause,/canaries/prod/podinfo/pause", "https://evil.example.org,/",
            "//evil.example.org/canaries/a/b,/", "/canaries/../q/health,/", "/canaries/a/b?x,/", "/,/" })
    void theLoginLeadsBackToSerinsOwnPagesOnly(String to, String location) {
        String base = "http://localhost:" + io.restassured.RestAssured.port;
        as(VICTOR).queryParam("to", to).get("/login").then().statusCode(303).header("Location", is(base + location));
    }

    @Test
    void pagesForbidForeignScriptsFramesAndCaches() {
        for (String path : new String[] { "/", "/api/canaries", "/canaries/prod/nobody" }) {
            as(VICTOR).get(path).then()
                    .header("Content-Security-Policy", startsWith("default-src 'self'"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Content-Security-Policy", not(containsString("unsafe-inline")))
                    .header("X-Frame-Options", "DENY").header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer").header("Cache-Control", containsString("no-store"));
        }
        assertEquals(200, given().get("/serin.css").statusCode());
        given().get("/serin.css").then().header("Cache-Control", not(containsString("no-store")));
    }
}

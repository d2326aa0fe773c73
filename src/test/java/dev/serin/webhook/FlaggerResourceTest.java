package dev.serin.webhook;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.release.EmbeddedWorld;
import dev.serin.simulation.fleet.Wiring;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Flagger's hooks over HTTP: what is let in, what is refused, and with which words. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class FlaggerResourceTest {

    private static final CanaryRef CANARY = EmbeddedWorld.canary(Wiring.ALL, "idle");
    private static final String PAYLOAD = """
            {"name": "%s", "namespace": "prod", "phase": "Initialized", "checksum": "66fd8c7b9b", "metadata": {"a": "b"}}"""
            .formatted(CANARY.name());
    private static final int BODY_MAX = 64 * 1024;

    private static RequestSpecification json(String body) {
        return RestAssured.given().contentType("application/json").body(body);
    }

    private static ValidatableResponse post(String type, String body) {
        return json(body).post("/flagger/" + type + "/" + EmbeddedWorld.TOKEN).then();
    }

    @ParameterizedTest
    @EnumSource(HookType.class)
    void trap03EveryTypeIsAnsweredInOneLineThatFlaggerReadsRight(HookType type) {
        Response answer = json(PAYLOAD).post("/flagger/" + type.wire() + "/" + EmbeddedWorld.TOKEN);
        assertTrue(Set.of(200, 403).contains(answer.statusCode()), type + " gave " + answer.statusCode());
        answer.then().contentType(startsWith("text/plain"));
        assertEquals(1, answer.asString().lines().count(), answer.asString());
        assertFalse(answer.asString().isBlank());
    }

    @Test
    void trap05ThePathSaysWhichHookIsCalling() {
        post("rollback", PAYLOAD).statusCode(403);
        post("rollout", PAYLOAD).statusCode(200);
        post("no-such-hook", PAYLOAD).statusCode(404);
        post("ROLLBACK", PAYLOAD).statusCode(404);
        post("rollback/more", PAYLOAD).statusCode(404);
    }

    @ParameterizedTest
    @EnumSource(HookType.class)
    void onlyPostIsAnswered(HookType type) {
        RestAssured.get("/flagger/" + type.wire() + "/" + EmbeddedWorld.TOKEN).then().statusCode(405);
        RestAssured.get("/flagger/" + type.wire()).then().statusCode(405);
    }

    /** On the rollback hook anything up to 202 destroys a release. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            ``                                                        | body
            not JSON                                                  | body
            [[[[[[[[                                                  | body
            []                                                        | body
            "text"                                                    | body
            null                                                      | body
            {"namespace": "prod"                                      | body
            {}                                                        | namespace
            {"namespace": "prod"}                                     | name
            {"name": "podinfo"}                                       | namespace
            {"namespace": "prod", "name": 5}                          | name
            {"namespace": ["prod"], "name": "podinfo"}                | namespace
            {"namespace": "<b>prod", "name": "podinfo"}               | namespace
            {"namespace": "prod", "name": "../<b>podinfo"}            | name
            {"namespace": "prod", "name": "podinfo", "metadata": "m"} | metadata
            {"namespace": "prod", "name": "podinfo", "checksum": 5}   | checksum
            {"namespace": "prod", "name": "podinfo", "checksum": "<b>"} | checksum
            """)
    void trap04ABadBodyIsRefusedAndNamesTheField(String body, String field) {
        post("rollback", body).statusCode(400).body(startsWith(field)).body(not(containsString("<b>")));
    }

    @Test
    void aCallWithoutAnyBodyIsRefused() {
        RestAssured.given().post("/flagger/rollback/" + EmbeddedWorld.TOKEN).then().statusCode(400).body(startsWith("body"));
    }

    @Test
    void whatANewerFlaggerAddsIsTolerated() {
        post("rollout", """
                {"name": "%s", "namespace": "prod", "phase": "Pondering", "checksum": "66fd8c7b9b", "weight": 20,
                 "step": {"now": [1, 2]}, "metadata": {"decision": null, "number": 5}}""".formatted(CANARY.name()))
                .statusCode(200);
    }

    @Test
    void trap24AnyBodyBeyond64KiBIsRefused() throws IOException, InterruptedException {
        String large = "{\"name\": \"" + "x".repeat(BODY_MAX) + "\"}";
        assertEquals(413, send(HttpRequest.BodyPublishers.ofString(large)), "with its length");
        assertEquals(413, send(HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))), "in chunks");
    }

    private static int send(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        URI hook = URI.create("http://localhost:" + RestAssured.port + "/flagger/rollback/" + EmbeddedWorld.TOKEN);
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(HttpRequest.newBuilder(hook).POST(body).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/flagger/rollback", "/flagger/rollback/", "/flagger/rollback/wrong" })
    void trap24WithoutATokenNobodyIsHeard(String path) {
        json(PAYLOAD).post(path).then().statusCode(401);
        json("not JSON").post(path).then().statusCode(401);
    }

    @Test
    void trap24TheTokenMayStandInTheUserInfo() {
        assertEquals(403, withUserInfo("flagger:" + EmbeddedWorld.TOKEN));
        assertEquals(401, withUserInfo("flagger:wrong"));
        assertEquals(401, withUserInfo(EmbeddedWorld.TOKEN + ":"));
    }

    private static int withUserInfo(String userInfo) {
        String basic = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        return json(PAYLOAD).header("Authorization", "Basic " + basic).post("/flagger/rollback").statusCode();
    }
}

package dev.serin.webhook;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.release.EmbeddedWorld;
import dev.serin.simulation.fleet.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** Alertmanager over HTTP: what is taken, what is refused, and with which status it goes on from there. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class AlertmanagerResourceTest {

    private static final CanaryRef CANARY = EmbeddedWorld.canary(Wiring.ALL, "idle");
    private static final int BODY_MAX = 1024 * 1024;

    @Inject
    MeterRegistry registry;
    @Inject
    Clock clock;

    private static ValidatableResponse post(String body) {
        return RestAssured.given().contentType("application/json").header("Authorization", "Bearer " + EmbeddedWorld.TOKEN)
                .body(body).post("/alertmanager").then();
    }

    /** A call as Alertmanager 0.25 sent it, about a canary of this world and not long ago. */
    private String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/alertmanager", name + ".json"))
                .replace("\"podinfo", "\"" + CANARY.name())
                .replace("2026-03-04T11:27:48.839766451Z", clock.instant().toString());
    }

    @Test
    void eachAlertIsTakenByWhatItIs() throws IOException {
        String firing = file("firing");
        post(firing).statusCode(202).body(startsWith("2 alerts: 2 new"));
        post(firing).statusCode(202).body(startsWith("2 alerts: 2 repeated"));

        String ended = clock.instant().plusSeconds(1).toString();
        post(firing.replace("\"firing\"", "\"resolved\"").replace("0001-01-01T00:00:00Z", ended)).statusCode(202)
                .body(startsWith("2 alerts: 2 ended"));
        post(firing).statusCode(202).body(startsWith("2 alerts: 2 late"));
    }

    @Test
    void whatConcernsNoCanaryIsTakenAndCounted() throws IOException {
        double before = alerts("unrelated");
        post(file("firing").replace(CANARY.name(), "nobody-knows-it")).statusCode(202)
                .body(startsWith("2 alerts: 2 unrelated"));

        assertEquals(before + 2, alerts("unrelated"));
    }

    /** No address to ask at is configured here: what was sent counts all the same. */
    @Test
    void whatWasLeftOutIsCounted() throws IOException {
        double before = alerts("truncated");
        post(file("truncated")).statusCode(202);

        assertEquals(before + 1, alerts("truncated"));
    }

    @Test
    void withoutATokenNobodyIsHeard() {
        for (String authorization : new String[] { "Bearer wrong", "Basic d3Jvbmc6d3Jvbmc=", "" }) {
            RestAssured.given().header("Authorization", authorization).body("not JSON").post("/alertmanager").then()
                    .statusCode(401).body(containsString("needs a token"));
        }
    }

    @Test
    void basicAuthenticationOpensToo() throws IOException {
        RestAssured.given().auth().preemptive().basic("alertmanager", EmbeddedWorld.TOKEN)
                .body(file("firing").replace(CANARY.name(), "nobody-knows-it")).post("/alertmanager").then().statusCode(202);
    }

    @Test
    void whatIsNoPayloadIsRefusedWithTheFieldThatIsWrong() throws IOException {
        post("not JSON").statusCode(400).body(startsWith("body"));
        post("").statusCode(400).body(startsWith("body"));
        post(file("firing").replace("\"4\"", "\"3\"")).statusCode(400).body(startsWith("version"));
    }

    @Test
    void aMebibyteIsTakenAndMoreIsRefusedReadably() throws IOException, InterruptedException {
        String alerts = IntStream.range(0, 2500)
                .mapToObj(
                        i -> """
                                {"status": "firing", "labels": {"alertname": "A%d", "namespace": "prod", "deployment": "d%d"}, "annotations": {},
                                 "startsAt": "2026-03-01T12:00:00Z", "fingerprint": "%016x"}"""
                                .formatted(i, i, i))
                .collect(Collectors.joining(","));
        String payload = "{\"version\": \"4\", \"receiver\": \"serin\", \"alerts\": [" + alerts + "]}";
        String full = payload + " ".repeat(BODY_MAX - payload.length());

        post(full).statusCode(202).body(equalTo("2500 alerts: 2500 unrelated\n"));
        post(full + " ").statusCode(413).body(containsString("max_alerts"));
        assertEquals(413, chunked(full + " "));
        post(full + " ".repeat(BODY_MAX - 1)).statusCode(413).body(containsString("max_alerts"));
    }

    private static int chunked(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/alertmanager"))
                .header("Authorization", "Bearer " + EmbeddedWorld.TOKEN)
                .POST(HttpRequest.BodyPublishers
                        .ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    @Test
    void onlyPostIsAnswered() {
        RestAssured.get("/alertmanager").then().statusCode(405);
    }

    private double alerts(String outcome) {
        return registry.get("serin.alerts").tag("outcome", outcome).counter().count();
    }
}

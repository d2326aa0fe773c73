package dev.serin.webhook;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.release.EmbeddedWorld;
import dev.serin.simulation.fleet.Wiring;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** CloudEvents over HTTP: what is taken, what is refused, and with which status a broker goes on from there. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class EventsResourceTest {

    private static final CanaryRef CANARY = EmbeddedWorld.canary(Wiring.ALL, "by-event");
    private static final String PUSH = "{\"ref\": \"refs/heads/main\", \"after\": \"0123\"}";

    @Inject
    MeterRegistry registry;
    @Inject
    Clock clock;

    private static RequestSpecification caller() {
        return RestAssured.given().header("Authorization", "Bearer " + EmbeddedWorld.TOKEN);
    }

    private static ValidatableResponse binary(String id, String data) {
        return caller().contentType("application/json")
                .headers(Map.of("ce-specversion", "1.0", "ce-id", id, "ce-source", "/test", "ce-type", "test"))
                .body(data).post("/events").then();
    }

    private static ValidatableResponse structured(String body) {
        return caller().contentType("application/cloudevents+json; charset=UTF-8").body(body).post("/events").then();
    }

    private static String envelope(String id, String data) {
        return "{\"specversion\": \"1.0\", \"id\": \"" + id + "\", \"source\": \"/test\", \"type\": \"test\", " + data + "}";
    }

    private static void isTaken(ValidatableResponse answer) {
        answer.statusCode(202).header("Content-Length", "0");
    }

    private double taken(String kind) {
        return registry.counter("serin.events.received", "kind", kind).count();
    }

    private double alerts(String outcome) {
        return registry.counter("serin.alerts", "outcome", outcome).count();
    }

    private String alert() throws IOException {
        return Files.readString(Path.of("src/test/resources/alertmanager/firing.json"))
                .replace("\"podinfo", "\"" + CANARY.name())
                .replace("2026-03-04T11:27:48.839766451Z", clock.instant().toString());
    }

    @Test
    void alertsAreTakenInBothModesAndEachIsKnownByItselfWhateverItsEventIsCalled() throws IOException {
        double fresh = alerts("new");
        double repeated = alerts("repeated");
        String alert = alert();
        isTaken(binary("constant", alert));
        isTaken(structured(envelope("constant", "\"datacontenttype\": \"application/json\", \"data\": " + alert)));
        isTaken(structured(envelope("other", "\"data_base64\": \""
                + Base64.getEncoder().encodeToString(alert.getBytes(StandardCharsets.UTF_8)) + "\"")));

        assertEquals(fresh + 2, alerts("new"));
        assertEquals(repeated + 4, alerts("repeated"));
    }

    @Test
    void anEventThatIsDeliveredAgainIsTakenOnce() {
        double pushes = taken("push");
        double repeated = taken("repeated");
        isTaken(binary("push-1", PUSH));
        isTaken(binary("push-1", PUSH));
        isTaken(binary("push-2", PUSH));

        assertEquals(pushes + 2, taken("push"));
        assertEquals(repeated + 1, taken("repeated"));
    }

    @Test
    void whatIsOfNoUseIsTakenAndCounted() {
        double before = taken("unrelated");
        isTaken(binary("weather", "{\"temperature\": 20}"));
        isTaken(binary("other-branch", PUSH.replace("main", "feature")));

        assertEquals(before + 2, taken("unrelated"));
    }

    @Test
    void fluxMayComeThroughABrokerToo() {
        double before = taken("flux");
        isTaken(binary("flux-1", """
                {"involvedObject": {"kind": "Kustomization", "namespace": "flux-system", "name": "apps"},
                 "severity": "info", "message": "done", "metadata": {}}"""));
        assertEquals(before + 1, taken("flux"));
    }

    /** A broker gives up on these: sending them again would not help. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "application/json             | 1.0 | a  | {             | 400 | data is not JSON",
            "application/json             | 1.0 | a  | []            | 400 | data is not a JSON object",
            "application/json             | 0.3 | a  | {}            | 400 | ce-specversion is not 1.0",
            "application/json             | 1.0 | `` | {}            | 400 | ce-id is missing",
            "application/json             | 1.0 | b  | {\"alerts\": [{}], \"version\": \"4\"} | 400 | alerts[0].status",
            "application/json             | 1.0 | c  | {\"involvedObject\": {}}             | 400 | involvedObject.kind is missing",
            "application/cloudevents+json | 1.0 | a  | {             | 400 | body is not JSON",
            "application/cloudevents+json | 1.0 | a  | {}            | 400 | specversion is not 1.0",
            "application/cloudevents+json | 1.0 | a  | {\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/a\", \"type\": \"t\", \"data\": \"text\"} | 400 | data is not a JSON object",
            "application/cloudevents-batch+json | 1.0 | a | [] | 415 | events in batches" })
    void whatIsNoEventIsRefusedWithTheAttributeThatIsWrong(String type, String version, String id, String body, int status,
            String text) {
        caller().contentType(type)
                .headers(Map.of("ce-specversion", version, "ce-id", id, "ce-source", "/test", "ce-type", "test"))
                .body(body).post("/events").then().statusCode(status).body(startsWith(text));
    }

    @Test
    void theSenderHasToKnowASecret() {
        for (String path : new String[] { "/events", "/flux" }) {
            RestAssured.given().header("Authorization", "Bearer wrong").body("{}").post(path).then().statusCode(401);
            RestAssured.given().header("X-Signature", "sha256=00").body("{}").post(path).then().statusCode(401);
        }
    }

    @Test
    void moreThanAMebibyteIsRefusedReadably() {
        String padded = "{\"a\": \"" + "x".repeat(EventsResource.BODY_BYTES_MAX) + "\"}";
        binary("large", padded).statusCode(413).body(equalTo("the body is larger than 1 MiB\n"));
    }

    @Test
    void theHandshakeOfTheWebhookSpecificationIsAnswered() {
        RestAssured.given().header("WebHook-Request-Origin", "broker.example.org").options("/events").then().statusCode(200)
                .header("WebHook-Allowed-Origin", "broker.example.org").header("WebHook-Allowed-Rate", "*");
    }

    /** Where nobody knows which canary is meant, a broker has to try again. */
    @Test
    void withoutTheClusterAnAlertIsToComeAgain() {
        assertEquals(503, EventAnswer.to(AlertAnswer.notNow(new Outage("The cluster is away"))).status());
        assertEquals(202, EventAnswer.to(AlertAnswer.taken("2 alerts")).status());
        assertEquals("", EventAnswer.to(AlertAnswer.taken("2 alerts")).text());
    }
}

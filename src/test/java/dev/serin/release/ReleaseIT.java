package dev.serin.release;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.serin.simulation.World;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Releases from the first tick to the last, of Serin as it was packaged, in real time and over Git by HTTPS. */
@QuarkusIntegrationTest
@TestProfile(RunningWorld.OverHttps.class)
class ReleaseIT {

    RunningWorld running;

    private static RequestSpecification alice() {
        return given().auth().preemptive().basic("alice", EmbeddedWorld.PASSWORD);
    }

    @Test
    void aFineReleaseIsPromotedAndABadOneIsRolledBackByTheModel() throws IOException, InterruptedException {
        running.deploy(RunningWorld.MODEL, Fate.ERRORS);
        running.deploy(RunningWorld.QUICK, Fate.FINE);

        assertEquals(World.Outcome.PROMOTED, running.end(RunningWorld.QUICK));
        assertTrue(running.log(RunningWorld.QUICK).subjects().stream()
                .anyMatch(subject -> subject.startsWith("serin: promote " + RunningWorld.QUICK)));
        assertEquals(World.Outcome.ROLLED_BACK, running.end(RunningWorld.MODEL));
        assertTrue(running.log(RunningWorld.MODEL).subjects().stream()
                .anyMatch(subject -> subject.startsWith("serin: rollback " + RunningWorld.MODEL)));
        assertEverybodyIsToldOfIt();
        assertNothingWasUnpacked();
    }

    private static void assertEverybodyIsToldOfIt() throws IOException, InterruptedException {
        alice().get("/api/canaries").then().statusCode(200).body("name", hasItems("quick", "model", "ordered"));
        Awaited.holds("the list of Canaries is a new one",
                () -> "Failed".equals(alice().get("/api/canaries/prod/model").path("phase")));
        alice().get("/api/canaries/prod/model").then().statusCode(200).body("decisions.action", hasItems("rollback"))
                .body("decisions.findAll { it.action == 'rollback' }.reason", hasItems(containsString("model's probability")))
                .body("decisions.find { it.action == 'rollback' }.policy", equalTo("onnx"));
        for (String page : List.of("/", "/canaries/prod/model", "/canaries/prod/quick", "/policy")) {
            alice().get(page).then().statusCode(200).contentType("text/html").body(containsString("serin.css"));
        }
        alice().get("/canaries/prod/model").then().body(containsString("probability"), containsString("<svg"));
        for (String open : List.of("/serin.css", "/htmx/htmx.min.js", "/q/health/live")) {
            given().get(open).then().statusCode(200);
        }
        alice().get("/q/openapi").then().statusCode(200).body(containsString("/api/canaries/{namespace}/{name}/orders"));
        assertEquals("data:", firstEvent("/live/canaries/prod/model").substring(0, 5));
    }

    private static String firstEvent(String path) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString(("alice:" + EmbeddedWorld.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Basic " + basic).build();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
            return lines.readLine();
        }
    }

    private void assertNothingWasUnpacked() throws IOException {
        try (Stream<Path> files = Files.walk(running.temporary())) {
            assertEquals(List.of(), files.filter(file -> file.toString().contains(".so")).toList());
        }
    }

    @Test
    void anOperatorRollsBack() {
        running.deploy(RunningWorld.ORDERED, Fate.FINE);
        Awaited.holds("the canary has traffic", () -> running.weight(RunningWorld.ORDERED) >= 5);
        Operator alice = new Operator("alice", RunningWorld.ORDERED);
        alice().get("/canaries/prod/ordered/pause").then().statusCode(200).body(containsString("<form"));
        alice.preview("pause").then().statusCode(200);
        alice.order("rollback").then().statusCode(200);

        assertEquals(World.Outcome.ROLLED_BACK, running.end(RunningWorld.ORDERED));
        assertTrue(running.log(RunningWorld.ORDERED).subjects().stream()
                .anyMatch(subject -> subject.startsWith("serin: rollback " + RunningWorld.ORDERED)));
    }
}

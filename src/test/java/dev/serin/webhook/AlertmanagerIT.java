package dev.serin.webhook;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.serin.release.EmbeddedWorld;
import dev.serin.simulation.fleet.Wiring;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** Alertmanager's calls to Serin as it was packaged. */
@QuarkusIntegrationTest
@TestProfile(EmbeddedWorld.ForPackaged.class)
class AlertmanagerIT {

    private static String firing() throws IOException {
        return Files.readString(Path.of("src/test/resources/alertmanager/firing.json"))
                .replace("\"podinfo", "\"" + EmbeddedWorld.canary(Wiring.ALL, "idle").name())
                .replace("2026-03-04T11:27:48.839766451Z", Instant.now().toString());
    }

    private static ValidatableResponse post(String body) {
        return RestAssured.given().contentType("application/json").header("Authorization", "Bearer " + EmbeddedWorld.TOKEN)
                .body(body).post("/alertmanager").then();
    }

    @Test
    void alertsAreTakenOnceAndAgain() throws IOException {
        String firing = firing();
        post(firing).statusCode(202).body(startsWith("2 alerts: 2 new"));
        post(firing).statusCode(202).body(startsWith("2 alerts: 2 repeated"));
    }

    @Test
    void whatIsWrongIsRefused() throws IOException {
        post("not JSON").statusCode(400).body(startsWith("body"));
        post(firing() + " ".repeat(1024 * 1024)).statusCode(413).body(containsString("max_alerts"));
        RestAssured.given().body("{}").post("/alertmanager").then().statusCode(401);
    }
}

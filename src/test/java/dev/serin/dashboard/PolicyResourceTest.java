package dev.serin.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(DashboardProfile.class)
class PolicyResourceTest {

    @Test
    void programsAreToldWhichPolicyRuns() {
        given().get("/api/policy").then().statusCode(200).contentType("application/json")
                .body("name", equalTo("onnx")).body("sha256", matchesRegex("[0-9a-f]{64}"))
                .body("caution", is(0.6f)).body("mode", equalTo("active"))
                .body("metadata", hasKey("serin.trained-ranges")).body("metadata", hasKey("serin.source-commit"));
    }

    @Test
    void peopleAreToldInPlainWords() {
        given().get("/policy").then().statusCode(200).contentType("text/html")
                .body(containsString("trained on simulated releases only")).body(containsString("serin.seed"))
                .body(containsString("Decisions are committed, and hooks brake."))
                .body(containsString("+0.6: leans towards rolling back"));
    }

    @Test
    void withoutCautionTheModelIsAsItWasTrained() {
        assertEquals("none: as it was trained", card(Map.of()).leaning());
    }

    @Test
    void theHeaderLeadsThere() {
        given().get("/").then().body(containsString("<a href=\"/policy\">Policy</a>"));
    }

    @Test
    void scoresAreAListAndAreLeftOutWhereThereAreNone() {
        assertEquals(List.of("mean reward 0.38", "good promoted, % 97.1"),
                card(Map.of("serin.scores", "mean reward 0.38; good promoted, % 97.1")).scores());
        assertEquals(List.of(), card(Map.of()).scores());
    }

    private static PolicyCard card(Map<String, String> metadata) {
        return new PolicyCard("onnx", "ab".repeat(32), 0, PolicyCard.Mode.SHADOW, metadata);
    }
}

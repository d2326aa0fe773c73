package dev.serin.dashboard;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.serin.access.AccessProfile;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.journal.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;

/** The shape of orders over HTTP, and the description of the API; what they do stands in OrderedReleaseTest. */
@QuarkusTest
@TestProfile(AccessProfile.class)
class OrderResourceTest {

    private static final CanaryRef CANARY = new CanaryRef("api", "ordered");

    @Inject
    ShownCanaries canaries;

    @BeforeEach
    void showACanary() {
        canaries.show(Samples.state(CANARY, Phase.PROGRESSING, 20, List.of(5, 20, 20)));
    }

    @ParameterizedTest
    @CsvSource({ "order, halt", "reason, ''", "reason, 'two\nlines'", "to, 101", "to, 100", "lengthMinutes, 0",
            "lengthMinutes, 1441",
            "lengthMinutes, -5", "release, ''", "release, '../'", "basis, alice", "key, short" })
    void aFieldThatCannotBeUsedIsNamed(String field, String value) {
        Map<String, Object> body = pause();
        body.put(field, value.matches("-?\\d+") ? Integer.valueOf(value) : value);
        post(CANARY, body).statusCode(400).body("error", startsWith(field));
    }

    @Test
    void whatIsNoOrderIsRefusedInOneLine() {
        for (String body : List.of("", "null", "[1]", "{\"to\": \"far\"}", "pause")) {
            given().auth().preemptive().basic(AccessProfile.ALICE, AccessProfile.PASSWORD).contentType("application/json")
                    .body(body).post("/api/canaries/api/ordered/orders").then().statusCode(400)
                    .body("error", startsWith("body is "));
        }
    }

    @Test
    void anUnknownCanaryIsNotFound() {
        post(new CanaryRef("api", "nobody"), pause()).statusCode(404).body("error", containsString("api/nobody"));
    }

    /** There is no repository in this test: Git is away, and only a rollback goes through. */
    @Test
    void withoutGitOnlyARollbackGoesThrough() {
        post(CANARY, pause()).statusCode(503).body("error", startsWith("Git cannot be read, nothing was changed"));
        Map<String, Object> rollback = pause();
        rollback.put("order", "rollback");
        post(CANARY, rollback).statusCode(202).body("result", startsWith("brakes with Flagger's next call"));
    }

    @Test
    void onlyAnOperatorMayOrder() {
        given().contentType("application/json").body(pause()).post("/api/canaries/api/ordered/orders").then().statusCode(401);
        given().auth().preemptive().basic(AccessProfile.VICTOR, AccessProfile.PASSWORD).contentType("application/json")
                .body(pause()).post("/api/canaries/api/ordered/orders").then().statusCode(403);
    }

    @Test
    void theDescriptionHasTheApiAndNothingElse() {
        given().auth().preemptive().basic(AccessProfile.VICTOR, AccessProfile.PASSWORD).accept("application/json")
                .get("/q/openapi?format=json").then().statusCode(200)
                .body("info.title", equalTo("Serin"))
                .body("paths.keySet()", everyItem(startsWith("/api/")))
                .body("paths.keySet()", hasItems("/api/policy", "/api/canaries", "/api/canaries/{namespace}/{name}",
                        "/api/canaries/{namespace}/{name}/orders", "/api/canaries/{namespace}/{name}/orders/preview"))
                .body("paths.'/api/canaries/{namespace}/{name}/orders'.post.responses", hasKey("409"))
                .body("paths.'/api/canaries/{namespace}/{name}/orders'.post.requestBody.content.'application/json'.examples",
                        hasKey("rollback"))
                .body("components.schemas.keySet()", hasItems("ApiApplied", "ApiCanary"))
                .body("components.schemas.ApiApplied.properties.keySet()",
                        hasItems("standing", "decision", "commit", "since", "failure"))
                .body("components.schemas.ApiApplied.properties.standing.enum", hasItems("live", "waiting", "late", "failed"))
                .body("components.schemas.ApiCanary.properties", hasKey("applied"))
                .body("components.schemas.Order.required", hasItems("order", "reason", "release"));
    }

    private static Map<String, Object> pause() {
        return new HashMap<>(Map.of("order", "pause", "reason", "checkout is down", "release", Samples.RELEASE.checksum(),
                "basis", "-"));
    }

    private static ValidatableResponse post(CanaryRef canary, Map<String, Object> body) {
        return given().auth().preemptive().basic(AccessProfile.ALICE, AccessProfile.PASSWORD).contentType("application/json")
                .body(body).post("/api/canaries/" + canary + "/orders").then();
    }
}

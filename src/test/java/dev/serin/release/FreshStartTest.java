package dev.serin.release;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Just started, and there is no clone yet: nothing of the outside can be reached in this profile. */
@QuarkusTest
class FreshStartTest {

    @Test
    void itIsReadyForHooksAndSaysThatItCannotDecide() {
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/group/decide").then().statusCode(503)
                .body("checks.find { it.name == 'git' }.status", equalTo("DOWN"))
                .body("checks.find { it.name == 'git' }.data.reason", containsString("Git"))
                .body("checks.find { it.name == 'policy' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'journal' }.status", equalTo("UP"));
    }
}

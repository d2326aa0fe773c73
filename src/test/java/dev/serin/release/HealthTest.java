package dev.serin.release;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;

/** "Can answer a hook" and "can decide" are two questions: an outage elsewhere must not cost Serin its hooks. */
@QuarkusTest
@TestProfile(EmbeddedWorld.Profile.class)
class HealthTest {

    EmbeddedWorld embedded;

    @AfterEach
    void plugIn() {
        embedded.plugInEverything();
        // What was seen of an outage is believed for some seconds.
        embedded.step(5);
    }

    private static ValidatableResponse health(String question) {
        return RestAssured.get("/q/health/" + question).then();
    }

    private static String down(String check) {
        return "checks.find { it.name == '" + check + "' }.status";
    }

    private void cannotDecideBecauseOf(String check) {
        health("ready").statusCode(200);
        health("live").statusCode(200);
        health("group/decide").statusCode(503).body(down(check), equalTo("DOWN"));
    }

    @Test
    void withEverythingThereItCanDecide() {
        health("ready").statusCode(200);
        health("group/decide").statusCode(200)
                .body("checks.name", hasItems("policy", "git", "prometheus", "cluster", "journal"))
                .body("checks.status", everyItem(equalTo("UP")));
    }

    @Test
    void howeverManyAskOthersAreAskedOnce() {
        health("group/decide").statusCode(200);
        double questions = Metrics.of("serin_prometheus_seconds_count");

        for (int asked = 0; asked < 20; asked++) {
            health("group/decide").statusCode(200);
        }
        assertEquals(questions, Metrics.of("serin_prometheus_seconds_count"), "no time has passed");

        embedded.step(2);
        questions = Metrics.of("serin_prometheus_seconds_count");
        health("group/decide").statusCode(200);
        assertTrue(Metrics.of("serin_prometheus_seconds_count") > questions);
    }

    @Test
    void withoutPrometheusItStillAnswersHooks() {
        embedded.world().prometheus().unplug();
        embedded.step(5);

        cannotDecideBecauseOf("prometheus");
    }

    @Test
    void withoutGitItStillAnswersHooks() {
        embedded.world().repository().unplug();
        embedded.step(5);

        cannotDecideBecauseOf("git");
    }

    @Test
    void withoutTheClusterItStillAnswersHooks() {
        embedded.world().kubernetes().unplug();
        embedded.step(5);

        cannotDecideBecauseOf("cluster");
    }
}

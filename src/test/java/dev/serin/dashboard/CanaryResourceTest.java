package dev.serin.dashboard;

import static dev.serin.dashboard.StoppedClock.NOW;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(DashboardProfile.class)
class CanaryResourceTest {

    private static final CanaryRef DECIDED = new CanaryRef("api", "decided");
    private static final CanaryRef FRESH = new CanaryRef("api", "fresh");
    private static final String COMMIT = "a".repeat(40);

    private static boolean seeded;

    @Inject
    Journal journal;

    @Inject
    ShownCanaries canaries;

    @Inject
    AgroalDataSource store;

    @BeforeEach
    void recordAHoldAndARollback() {
        if (!seeded) {
            journal.close(openHold(), new Change.Unchanged("a hold"));
            journal.close(openHold(), new Change.Unchanged("a hold"));
            journal.close(journal.open(Samples.heartbeat(DECIDED), Samples.observation(DECIDED, NOW, 20),
                    Samples.rollback("00000000000b", DECIDED, 20, "errors 8.1 %").with(Samples.explanation())),
                    new Change.Committed(COMMIT));
            seeded = true;
        }
        canaries.show(Samples.state(DECIDED, Phase.FAILED, 0, List.of(5, 20, 20)),
                Samples.state(FRESH, Phase.INITIALIZED, 0, List.of(5, 5)));
    }

    private Entry openHold() {
        return journal.open(Samples.heartbeat(DECIDED), Samples.observation(DECIDED, NOW.minusSeconds(10), 20),
                Samples.hold("00000000000a", DECIDED, 20, "waits"));
    }

    @Test
    void everyCanaryComesWithItsNewestDecision() {
        given().get("/api/canaries").then().statusCode(200).contentType("application/json")
                .body("size()", is(2))
                .body("[0].namespace", equalTo("api")).body("[0].name", equalTo("decided"))
                .body("[0].phase", equalTo("Failed")).body("[0].weight", is(0)).body("[0].stale", is(false))
                .body("[0].decision.id", equalTo("00000000000b")).body("[0].decision.action", equalTo("rollback"))
                .body("[0].decision.reason", equalTo("errors 8.1 %")).body("[0].decision.commit", equalTo(COMMIT))
                .body("[0].decision.time", equalTo("2026-03-01T12:00:00Z"));
    }

    @Test
    void aCanaryWithoutADecisionHasANullOne() {
        given().get("/api/canaries").then()
                .body("[1].name", equalTo("fresh")).body("[1]", hasKey("decision")).body("[1].decision", nullValue())
                .body("[1]", hasKey("applied")).body("[1].applied", nullValue());
    }

    @Test
    void oneCanaryComesWithAllItsDecisionsNewestFirstAndUnfolded() {
        given().get("/api/canaries/api/decided").then().statusCode(200)
                .body("decision.action", equalTo("rollback"))
                .body("decisions.action", equalTo(List.of("rollback", "hold", "hold")))
                .body("decisions[1]", hasKey("commit")).body("decisions[1].commit", nullValue());
    }

    @Test
    void aDecisionComesWithItsExplanation() {
        given().get("/api/canaries/api/decided").then().statusCode(200)
                .body("decision.policy", equalTo("sequential-test"))
                .body("decision.explanation.probabilities[0].action", equalTo("+10"))
                .body("decision.explanation.probabilities[0].probability", equalTo(0.71f))
                .body("decision.explanation.shares.healthy", equalTo(0.85f))
                .body("decision.explanation.shares.groups[0].group", equalTo("latency"))
                .body("decision.explanation.shares.groups[0].value", equalTo(-0.2f))
                .body("decision.explanation.changes[0].action", equalTo("hold"))
                .body("decision.explanation.changes[0].words", containsString("p99 were over 310 ms"))
                .body("decision.explanation.secondOpinion.policy.name", equalTo("sequential-test"))
                .body("decision.explanation.secondOpinion.proposal.action", equalTo("hold"))
                .body("decision.explanation", hasKey("fallback")).body("decision.explanation.fallback", nullValue())
                .body("decisions[1]", hasKey("explanation")).body("decisions[1].explanation", nullValue());
    }

    @Test
    void noMoreDecisionsComeThanAskedFor() {
        given().get("/api/canaries/api/decided?limit=1").then().statusCode(200).body("decisions.size()", is(1));
    }

    @Test
    void anUnreasonableLimitIsABadRequestThatNamesTheField() {
        for (String limit : List.of("0", "501", "-1", "many", "99999999999")) {
            given().get("/api/canaries/api/decided?limit=" + limit).then().statusCode(400)
                    .contentType("application/json").body("error", containsString("limit"));
        }
    }

    @Test
    void anInvalidNameIsABadRequestThatNamesTheField() {
        given().get("/api/canaries/API/decided").then().statusCode(400).body("error", containsString("namespace"));
        given().get("/api/canaries/api/Decided").then().statusCode(400).body("error", containsString("name "));
    }

    @Test
    void anUnknownCanaryIsNotFound() {
        given().get("/api/canaries/api/nobody").then().statusCode(404).contentType("application/json")
                .body("error", containsString("There is no Canary api/nobody"));
    }

    @Test
    void whenTheClusterCannotBeReadTheNewestEntryIsShownAsStale() {
        canaries.goAway();

        given().get("/api/canaries").then().statusCode(200)
                .body("name", hasItem("decided")).body("stale", everyItem(is(true)));
        given().get("/api/canaries/api/decided").then().statusCode(200)
                .body("stale", is(true)).body("phase", equalTo("Progressing")).body("weight", is(20));
    }

    @Test
    void aDeletedCanaryIsStillThereAsRecorded() {
        canaries.show();

        given().get("/api/canaries").then().body("size()", is(0));
        given().get("/api/canaries/api/decided").then().statusCode(200).body("stale", is(true));
    }

    @Test
    void theJournalIsWrittenThroughToTheDisk() throws SQLException {
        assertEquals("wal", pragma("journal_mode"));
        assertEquals("2", pragma("synchronous"), "2 is FULL");
    }

    private String pragma(String name) throws SQLException {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }
}

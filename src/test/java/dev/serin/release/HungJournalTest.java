package dev.serin.release;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Outage;
import dev.serin.dashboard.Wire;
import dev.serin.journal.Journal;
import dev.serin.journal.RealPostgresql;
import dev.serin.simulation.World;
import dev.serin.simulation.flagger.RevisionHash;
import dev.serin.simulation.fleet.Wiring;
import dev.serin.simulation.service.Fate;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;

/** A journal's database that takes connections and says nothing: worse than one that is down, which refuses at once. */
@QuarkusTest
@TestProfile(HungJournalTest.Profile.class)
class HungJournalTest {

    private static final int PATIENCE = 150;

    /** What Flagger waits for a hook unless it says otherwise, in milliseconds. */
    private static final int FLAGGERS_PATIENCE = 10_000;

    private static Wire wire;

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SteppedClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return new EmbeddedWorld.Profile().getConfigOverrides();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(EmbeddedWorld.class), new TestResourceEntry(Database.class));
        }
    }

    /** A real PostgreSQL behind a wire that can hang. */
    public static final class Database implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                RealPostgresql server = RealPostgresql.running();
                wire = new Wire(server.port());
                return JournalDatabase.configuration(
                        server.url(server.create()).replace(":" + server.port() + "/", ":" + wire.port() + "/"));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        public void stop() {
            try {
                wire.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    static void hangTheJournal() {
        wire.hang();
    }

    static void goOnWithTheJournal() {
        wire.goOn();
    }

    EmbeddedWorld embedded;
    @Inject
    Journal journal;

    @AfterEach
    void goOn() {
        wire.goOn();
        Awaited.holds("the journal answers again", this::isJournalThere);
        embedded.plugInEverything();
    }

    private boolean isJournalThere() {
        try {
            journal.unsettled();
            return true;
        } catch (Outage notYet) {
            return false;
        }
    }

    private CanaryRef underWay(String story, Fate fate) {
        CanaryRef canary = EmbeddedWorld.canary(Wiring.FULL, story);
        embedded.deploy(canary, fate);
        embedded.reach(canary, 5, 20);
        return canary;
    }

    /** Flagger's calls wait less long in this world than they do in a cluster, so the test makes them. */
    private void hangAndMove(int ticks) {
        embedded.unplugSerin();
        embedded.step(ticks);
        wire.hang();
    }

    private ValidatableResponse call(String hook, CanaryRef canary) {
        Map<String, Object> patience = new HashMap<>(Map.of("http.socket.timeout", FLAGGERS_PATIENCE));
        return RestAssured.given()
                .config(RestAssuredConfig.config().httpClient(HttpClientConfig.httpClientConfig().addParams(patience)))
                .contentType("application/json").body(Map.of("namespace", canary.namespace(), "name", canary.name(), "phase",
                        "Progressing", "checksum", RevisionHash.of("{}" + embedded.world().status(canary).lastAppliedSpec())))
                .post("/flagger/" + hook + "/" + EmbeddedWorld.TOKEN).then();
    }

    @Test
    void hooksAreAnsweredInTimeAndHold() {
        CanaryRef canary = underWay("steady", Fate.FINE);
        hangAndMove(10);

        for (String gate : List.of("confirm-traffic-increase", "confirm-promotion", "confirm-rollout", "rollback")) {
            call(gate, canary).statusCode(403).body(containsString("hold, blind: "));
        }
        call("rollout", canary).statusCode(200).body(containsString("hold, blind: "));
        assertEquals(5, embedded.world().weight(canary));

        goOn();
        assertEquals(World.Outcome.PROMOTED, embedded.end(canary, PATIENCE));
    }

    @Test
    void theBrakeActsAllTheSame() {
        CanaryRef canary = underWay("alarmed", Fate.ERRORS);
        hangAndMove(10);
        assertEquals(World.Outcome.UNDER_WAY, embedded.world().outcome(canary));

        call("rollback", canary).statusCode(200).body(containsString("roll"));
    }
}

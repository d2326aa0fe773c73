package dev.serin.journal;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static dev.serin.journal.Samples.heartbeat;
import static dev.serin.journal.Samples.hold;
import static dev.serin.journal.Samples.id;
import static dev.serin.journal.Samples.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Outage;
import dev.serin.dashboard.DashboardProfile;
import dev.serin.secret.MountedSecret;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** The application on PostgreSQL, chosen when it starts. */
@QuarkusTest
@TestProfile(SharedJournalTest.Profile.class)
class SharedJournalTest {

    private static final String ROLE = "replicas";

    private static MountedSecret secret;
    private static Path file;
    private static String database;

    /** The page of everybody, and a database. */
    public static class Profile extends DashboardProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Database.class));
        }
    }

    /** A database whose owner may make tables there and nothing else. */
    public static class Database implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                Path folder = Files.createTempDirectory("shared-journal");
                secret = new MountedSecret(Files.createDirectory(folder.resolve("secret")), Map.of("password", "old\n"));
                file = folder.resolve("never-made.db");
                database = RealPostgresql.running().create();
                RealPostgresql.running().execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD 'old'");
                RealPostgresql.running().execute("ALTER DATABASE " + database + " OWNER TO " + ROLE);
                return Map.of("serin.journal.store", "postgresql", "serin.journal.file", file.toString(),
                        "serin.journal.postgresql.url", RealPostgresql.running().url(database),
                        "serin.journal.postgresql.username", ROLE,
                        "serin.journal.postgresql.password-file", secret.file("password").toString());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        public void stop() {
        }
    }

    @Inject
    Journal journal;

    private Entry open(int number) {
        return journal.open(heartbeat(PODINFO), observation(PODINFO, NOON, 20), hold(id(number), PODINFO, 20, "waits"));
    }

    @Test
    void whatIsWrittenIsInTheDatabaseAndThereIsNoFile() throws Exception {
        open(1);

        OpenedJournal another = RealPostgresql.running().open(database, 100);
        assertEquals(id(1), another.journal().find(id(1)).orElseThrow().ruling().id());
        assertFalse(Files.exists(file));
        RestAssured.get("/api/canaries").then().statusCode(200);
    }

    @Test
    void aRotatedPasswordAndADatabaseThatComesBackNeedNoRestart() throws Exception {
        RealPostgresql.running().execute("ALTER ROLE " + ROLE + " PASSWORD 'new'");
        cutConnections();
        Outage outage = assertThrows(Outage.class, () -> open(2));
        assertEquals("The journal cannot be written", outage.getMessage());

        secret.replace(Map.of("password", "new\n"));
        open(3);

        cutConnections();
        assertEquals(id(3), journal.find(id(3)).orElseThrow().ruling().id());
    }

    private static void cutConnections() throws IOException, SQLException {
        RealPostgresql.running().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + ROLE
                + "'");
    }
}

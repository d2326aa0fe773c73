package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import dev.serin.journal.RealPostgresql;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A new database in a real PostgreSQL, for Serin's journal, over TLS with a certificate of a private authority. */
public final class JournalDatabase implements QuarkusTestResourceLifecycleManager {

    private String url;

    @Override
    public Map<String, String> start() {
        try {
            url = RealPostgresql.running().secureUrl(RealPostgresql.running().create());
            return configuration(url);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** What Serin is told of a database of its administrator's. */
    static Map<String, String> configuration(String url) throws IOException {
        return Map.of("serin.journal.store", "postgresql", "serin.journal.postgresql.url", url,
                "serin.journal.postgresql.username", RealPostgresql.USER, "serin.journal.postgresql.password-file",
                Files.writeString(Files.createTempFile("serin-journal", ".password"), RealPostgresql.PASSWORD).toString());
    }

    /** How many decisions it holds. */
    int entries() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, RealPostgresql.USER, RealPostgresql.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM entry")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(JournalDatabase.class));
    }

    @Override
    public void stop() {
        // The server ends with the run.
    }
}

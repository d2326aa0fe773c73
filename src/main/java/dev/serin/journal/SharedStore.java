package dev.serin.journal;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A database that may be away when Serin starts: its tables are brought up to date with the first connection to it. */
final class SharedStore implements SqlJournal.Store {

    private final DataSource database;
    private final Flyway migrations;
    private volatile boolean migrated;

    SharedStore(DataSource database, Flyway migrations) {
        this.database = database;
        this.migrations = migrations;
    }

    /** Flyway keeps several replicas that start at once apart. */
    @Override
    public Connection connect() throws SQLException {
        if (!migrated) {
            migrate();
        }
        return database.getConnection();
    }

    /** The connection comes first: Flyway would wait for a database that is away, and then speak of its own. */
    private synchronized void migrate() throws SQLException {
        if (migrated) {
            return;
        }
        database.getConnection().close();
        try {
            migrations.migrate();
            migrated = true;
        } catch (FlywayException failure) {
            throw new SQLException("The tables could not be brought up to date", failure);
        }
    }
}

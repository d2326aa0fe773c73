package dev.serin.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A database that may be away when Serin starts: its tables are brought up to date with the first connection to it. */
final class SharedStore implements SqlJournal.Store {

    private static final int WAIT_SECONDS = 2;

    private final DataSource database;
    private final Flyway migrations;
    /** Who comes while another makes the tables waits a little: a hook has no time for more. */
    private final ReentrantLock migrating = new ReentrantLock();
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
        return fromPool();
    }

    /** A pool that gives up on a database that hangs throws whatever it was doing just then. */
    private Connection fromPool() throws SQLException {
        try {
            return database.getConnection();
        } catch (RuntimeException givenUp) {
            throw new SQLException("The pool has no connection", givenUp);
        }
    }

    /** The connection comes first: Flyway would wait for a database that is away, and then speak of its own. */
    private void migrate() throws SQLException {
        fromPool().close();
        if (!mayMigrate()) {
            throw new SQLException("The tables are being brought up to date");
        }
        try {
            if (!migrated) {
                migrations.migrate();
                migrated = true;
            }
        } catch (FlywayException failure) {
            throw new SQLException("The tables could not be brought up to date", failure);
        } finally {
            migrating.unlock();
        }
    }

    private boolean mayMigrate() throws SQLException {
        try {
            return migrating.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLException("Serin stops", stopped);
        }
    }
}

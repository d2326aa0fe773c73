package dev.serin.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** A database that may be away when Serin starts: its tables are brought up to date with the first connection to it. */
final class MigratedStore implements SqlJournal.Store {

    private static final int WAIT_SECONDS = 2;

    /** What takes longer has waited for an answer that did not come. */
    private static final long HANGS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long RESPITE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final SqlJournal.Store pool;
    private final Flyway migrations;
    private final LongSupplier nanos;
    private volatile OptionalLong hungAtNanos = OptionalLong.empty();
    /** Who comes while another makes the tables waits a little: a hook has no time for more. */
    private final ReentrantLock migrating = new ReentrantLock();
    private volatile boolean migrated;

    /**
     * @param pool where connections come from
     * @param nanos tells time, and is never set back: {@link System#nanoTime}
     */
    MigratedStore(SqlJournal.Store pool, Flyway migrations, LongSupplier nanos) {
        this.pool = pool;
        this.migrations = migrations;
        this.nanos = nanos;
    }

    /** Flyway keeps several replicas that start at once apart. */
    @Override
    public Connection connect() throws SQLException {
        if (!migrated) {
            migrate();
        }
        return fromPool();
    }

    /** One turn asks several times: who waited for a database that hangs is not to wait again, or no time is left to brake. */
    private Connection fromPool() throws SQLException {
        long asked = nanos.getAsLong();
        if (hungAtNanos.isPresent() && asked - hungAtNanos.getAsLong() < RESPITE_NANOS) {
            throw new SQLException("The database did not answer a moment ago");
        }
        try {
            return taken();
        } catch (SQLException refused) {
            long gaveUp = nanos.getAsLong();
            hungAtNanos = gaveUp - asked < HANGS_NANOS ? OptionalLong.empty() : OptionalLong.of(gaveUp);
            throw refused;
        }
    }

    /** A pool that gives up on a database that hangs throws whatever it was doing just then. */
    private Connection taken() throws SQLException {
        try {
            return pool.connect();
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

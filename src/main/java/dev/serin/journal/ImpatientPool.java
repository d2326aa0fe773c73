package dev.serin.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import dev.serin.canary.Daemons;
import io.quarkus.logging.Log;

/**
 * Gives up on a pool that takes too long. A pool tries its connections one after the other before it hands one out, and with a
 * database that hangs it waits for each: a turn asks for one connection, and has seconds.
 */
final class ImpatientPool implements SqlJournal.Store {

    private static final long PATIENCE_MILLIS = 1_500;

    private final DataSource pool;
    private final Executor threads = Executors.newCachedThreadPool(Daemons.named("serin-database"));

    ImpatientPool(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public Connection connect() throws SQLException {
        CompletableFuture<Connection> taken = CompletableFuture.supplyAsync(this::take, threads);
        try {
            return taken.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            taken.thenAccept(ImpatientPool::giveBack);
            throw new SQLException("The database did not answer within " + PATIENCE_MILLIS + " ms");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof SQLException refused ? refused
                    : new SQLException("The pool has no connection", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            taken.thenAccept(ImpatientPool::giveBack);
            throw new SQLException("Serin stops", stopping);
        }
    }

    private Connection take() {
        try {
            return pool.getConnection();
        } catch (SQLException refused) {
            throw new CompletionException(refused);
        }
    }

    private static void giveBack(Connection late) {
        try {
            late.close();
        } catch (SQLException broken) {
            Log.debug("A connection that came too late is broken", broken);
        }
    }
}

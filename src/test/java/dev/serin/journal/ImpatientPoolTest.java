package dev.serin.journal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import dev.serin.release.Awaited;

class ImpatientPoolTest {

    /** It waits before it hands out a connection to a real database. */
    private static final class SlowPool extends PGSimpleDataSource {

        private static final long serialVersionUID = 1;

        private final transient CountDownLatch open = new CountDownLatch(1);
        private final transient CompletableFuture<Connection> handedOut = new CompletableFuture<>();

        private SlowPool() throws IOException, SQLException {
            setUrl(RealPostgresql.running().url(RealPostgresql.running().create()));
            setUser(RealPostgresql.USER);
            setPassword(RealPostgresql.PASSWORD);
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                open.await();
            } catch (InterruptedException stopped) {
                throw new SQLException(stopped);
            }
            Connection connection = super.getConnection();
            handedOut.complete(connection);
            return connection;
        }
    }

    @Test
    void whatComesTooLateIsNotKept() throws Exception {
        SlowPool pool = new SlowPool();
        SQLException late = assertThrows(SQLException.class, () -> new ImpatientPool(pool).connect());
        assertTrue(late.getMessage().contains("did not answer within"), late.getMessage());
        pool.open.countDown();
        Connection connection = pool.handedOut.get(1, TimeUnit.MINUTES);
        Awaited.holds("it is closed", () -> isClosed(connection));
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

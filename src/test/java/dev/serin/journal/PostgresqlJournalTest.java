package dev.serin.journal;

import static dev.serin.journal.Samples.NOON;
import static dev.serin.journal.Samples.PODINFO;
import static dev.serin.journal.Samples.heartbeat;
import static dev.serin.journal.Samples.hold;
import static dev.serin.journal.Samples.id;
import static dev.serin.journal.Samples.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.secret.Certificate;

class PostgresqlJournalTest extends JournalTest {

    @Override
    OpenedJournal open(int keep) throws IOException, SQLException {
        return RealPostgresql.running().empty(keep);
    }

    @Test
    void replicasThatStartAtOnceMakeTheTablesOnceAndSeeEachOthersEntries() throws Exception {
        String database = RealPostgresql.running().create();
        ExecutorService replicas = Executors.newFixedThreadPool(4);
        try {
            List<Future<Journal>> started = IntStream.range(0, 4)
                    .mapToObj(replica -> replicas.submit(() -> RealPostgresql.running().open(database, 1000).journal()))
                    .toList();
            List<Future<?>> writing = IntStream.range(0, 4)
                    .<Future<?>> mapToObj(replica -> replicas.submit(() -> writeTen(started.get(replica), replica))).toList();
            for (Future<?> writer : writing) {
                writer.get();
            }
            for (Future<Journal> replica : started) {
                List<Entry> all = replica.get().newest(PODINFO, 1000);
                assertEquals(40, all.stream().map(entry -> entry.ruling().id()).distinct().count());
                assertEquals(1, replica.get().glances().get(0).path().size(), "all holds at one weight are one leg");
            }
        } finally {
            replicas.shutdownNow();
        }
    }

    /** What serin.journal.postgresql.url may carry. */
    @Test
    void onlyADatabaseOfTheNamedAuthorityIsSpokenTo(@TempDir Path folder) throws Exception {
        RealPostgresql server = RealPostgresql.running();
        String database = server.create();
        connect(server.secureUrl(database)).close();
        String strange = server.secureUrl(database, new Certificate(folder).authority());
        assertInstanceOf(SSLException.class, assertThrows(SQLException.class, () -> connect(strange)).getCause());
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, RealPostgresql.USER, RealPostgresql.PASSWORD);
    }

    private static Object writeTen(Future<Journal> journal, int replica) throws Exception {
        for (int number = 0; number < 10; number++) {
            journal.get().open(heartbeat(PODINFO), observation(PODINFO, NOON, 20),
                    hold(id(replica * 10 + number), PODINFO, 20, "at 20 % for 30 s of 60 s"));
        }
        return true;
    }

    @Test
    void whatWasClosedByOneReplicaIsClosedForTheOthers() throws IOException, SQLException {
        String database = RealPostgresql.running().create();
        Journal one = RealPostgresql.running().open(database, 100).journal();
        Journal another = RealPostgresql.running().open(database, 100).journal();
        Entry entry = one.open(heartbeat(PODINFO), observation(PODINFO, NOON, 20), hold(id(1), PODINFO, 20, "waits"));
        assertEquals(1, another.unsettled().size());

        one.close(entry, new dev.serin.gitops.Change.Unchanged("a hold"));

        assertTrue(another.unsettled().isEmpty());
    }
}

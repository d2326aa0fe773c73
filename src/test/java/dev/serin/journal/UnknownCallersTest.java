package dev.serin.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownCallersTest {

    @TempDir
    Path directory;

    private Journal journal;
    private UnknownCallers unknown;

    @BeforeEach
    void open() {
        journal = new JournalFile(directory.resolve("journal.db"), 1000).open();
        unknown = new UnknownCallers(journal, Clock.fixed(Samples.NOON, ZoneOffset.UTC));
    }

    @Test
    void manyCallsToOneDoorFromOneSourceAreOneLine() {
        for (int call = 0; call < 5000; call++) {
            unknown.refused("/flagger/rollback", "192.0.2.1");
        }
        unknown.refused("login", "192.0.2.1");
        unknown.write();

        assertEquals(List.of(new RefusedCalls(Samples.NOON, Samples.NOON, "login", "192.0.2.1", 1),
                new RefusedCalls(Samples.NOON, Samples.NOON, "/flagger/rollback", "192.0.2.1", 5000)),
                journal.refusedCalls(10));
    }

    @Test
    void whatWasWrittenIsNotWrittenAgain() {
        unknown.refused("login", "192.0.2.1");
        unknown.write();
        unknown.write();

        assertEquals(1, journal.refusedCalls(10).size());
    }

    @Test
    void aThousandSourcesAreAFewLinesAndNoCallIsLost() {
        for (int source = 0; source < 1000; source++) {
            unknown.refused("login", "2001:db8::" + source);
        }
        unknown.write();

        List<RefusedCalls> lines = journal.refusedCalls(1000);
        assertTrue(lines.size() <= UnknownCallers.SOURCES_MAX + 1, lines.size() + " lines");
        assertEquals(1000, lines.stream().mapToLong(RefusedCalls::count).sum());
        assertEquals("others", lines.get(0).source());
    }

    @Test
    void aJournalThatCannotBeWrittenDoesNotStopTheRefusing() throws Exception {
        OpenedJournal opened = new JournalFile(directory.resolve("journal.db"), 1000).opened();
        try (var connection = opened.store().connect(); var statement = connection.createStatement()) {
            statement.execute("DROP TABLE refused_call");
        }
        unknown.refused("login", "192.0.2.1");
        unknown.write();
        unknown.refused("login", "192.0.2.1");
    }
}

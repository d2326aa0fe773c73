package dev.serin.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.io.TempDir;

class SqliteGlanceTest extends GlanceTest {

    @TempDir
    Path directory;

    @Override
    Journal open(int keep) throws IOException {
        return new JournalFile(Files.createTempDirectory(directory, "journal").resolve("journal.db"), keep).open();
    }
}

package dev.serin.journal;

import static dev.serin.journal.Samples.id;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalTest {

    @TempDir
    Path directory;

    @Override
    OpenedJournal open(int keep) {
        return new JournalFile(directory.resolve("journal.db"), keep).opened();
    }

    @Test
    void anEntryOpenedBeforeTheProcessIsKilledIsThereAndUnsettled() throws Exception {
        Path crashed = directory.resolve("crashed.db");
        killOnceItHasOpened(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), KilledWriter.class.getName(), crashed.toString())
                .redirectErrorStream(true).start());

        List<Entry> unsettled = new JournalFile(crashed, 100).open().unsettled();

        assertEquals(List.of(id(1)), unsettled.stream().map(entry -> entry.ruling().id()).toList());
        assertEquals(Optional.empty(), unsettled.get(0).change());
    }

    private static void killOnceItHasOpened(Process writer) throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals(KilledWriter.OPENED)) {
                said.append(line).append('\n');
                line = lines.readLine();
            }
            assertEquals(KilledWriter.OPENED, line, said::toString);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }
}

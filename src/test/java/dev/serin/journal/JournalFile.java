package dev.serin.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A journal on a file, opened as the application does it but without the application. */
public record JournalFile(Path file, int keep) {

    private SQLiteDataSource source() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
        return source;
    }

    public Journal open() {
        return opened().journal();
    }

    OpenedJournal opened() {
        SQLiteDataSource source = source();
        Flyway.configure().dataSource(source).load().migrate();
        SqlJournal.Store store = source::getConnection;
        return new OpenedJournal(new SqlJournal(store, new Kept(keep)), store, "", this::bytesOnDisk);
    }

    /** With the files that SQLite keeps beside. */
    private String bytesOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path part : files.toList()) {
                all.append(Files.readString(part, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}

package dev.serin.journal;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A journal on a file, opened as the application does it but without the application. */
public record JournalFile(Path file, int keep) implements JournalConfig {

    @Override
    public int keepRefusals() {
        return keep;
    }

    DataSource store() {
        SQLiteDataSource store = new SQLiteDataSource();
        store.setUrl("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=FULL&busy_timeout=10000");
        return store;
    }

    public SqliteJournal open() {
        DataSource store = store();
        Flyway.configure().dataSource(store).load().migrate();
        return new SqliteJournal(store, this);
    }
}

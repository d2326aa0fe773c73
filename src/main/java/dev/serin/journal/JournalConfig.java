package dev.serin.journal;

import java.nio.file.Path;
import java.util.Optional;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the journal lies and how much of it is kept. */
@ConfigMapping(prefix = "serin.journal")
public interface JournalConfig {

    /** What keeps the journal. */
    enum StoreKind {
        /** A file, for one process. */
        SQLITE,
        /** A database, for several replicas. */
        POSTGRESQL
    }

    /** Chosen when Serin starts; the other one is never opened. */
    @WithDefault("sqlite")
    StoreKind store();

    /** The SQLite file; its directory must exist. Beside it SQLite keeps two more, ending in {@code -wal} and {@code -shm}. */
    @WithDefault("serin-journal.db")
    Path file();

    Postgresql postgresql();

    /**
     * How many entries of each canary are kept. Counted per canary, so that one with a short interval does not push out the
     * others; the default is five and a half hours of analysis at an interval of ten seconds, about 16 MB.
     */
    @WithDefault("2000")
    @Min(100)
    int keep();

    /** How many refused orders of each canary are kept; each is a line of text. */
    @WithDefault("200")
    @Min(10)
    int keepRefusals();

    /** How many lines about calls without a known credential are kept in all; at most 100 a minute are added. */
    @WithDefault("2000")
    @Min(100)
    int keepRefusedCalls();

    /** The database that several replicas share; Serin makes its tables. */
    interface Postgresql {

        /**
         * {@code jdbc:postgresql://host/database}, without a password; {@code ?sslmode=verify-full&sslrootcert=...} for TLS.
         */
        Optional<String> url();

        Optional<String> username();

        /** Read again for each new connection, so that it may rotate. */
        Optional<Path> passwordFile();
    }
}

package dev.serin.journal;

import java.nio.file.Path;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the journal lies and how much of it is kept. */
@ConfigMapping(prefix = "serin.journal")
public interface JournalConfig {

    /** The SQLite file; its directory must exist. Beside it SQLite keeps two more, ending in {@code -wal} and {@code -shm}. */
    @WithDefault("serin-journal.db")
    Path file();

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
}

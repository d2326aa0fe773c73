package dev.serin.journal;

import java.nio.file.Path;
import java.util.Optional;

/** The configuration of a journal that a test opens itself: only how much is kept. */
record Kept(int keep) implements JournalConfig {

    @Override
    public StoreKind store() {
        throw new UnsupportedOperationException("the test has opened the store");
    }

    @Override
    public Path file() {
        throw new UnsupportedOperationException("the test has opened the store");
    }

    @Override
    public Postgresql postgresql() {
        return new Nowhere(Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public int keepRefusals() {
        return keep;
    }

    @Override
    public int keepRefusedCalls() {
        return keep;
    }

    private record Nowhere(Optional<String> url, Optional<String> username, Optional<Path> passwordFile)
            implements
                Postgresql {
    }
}

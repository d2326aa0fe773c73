package dev.serin.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.quarkus.logging.Log;

/**
 * Secrets that are equally good: those of the configuration, fixed until a restart, and those of a file. While one is replaced
 * both the old and the new are among them.
 */
public final class Secrets {

    private final List<String> fixed;
    private final Optional<SecretFile> file;
    private final String fileKey;
    private final AtomicBoolean lost = new AtomicBoolean();

    /**
     * @param fixed empty texts are none
     * @param file with one in each line
     * @param fileKey the configuration key of the file, for the log
     */
    public Secrets(Collection<String> fixed, Optional<Path> file, String fileKey) {
        this.fixed = fixed.stream().filter(secret -> !secret.isBlank()).toList();
        this.file = file.map(SecretFile::new);
        this.fileKey = fileKey;
    }

    /** Whether none is configured; a file that is empty now may have some later. */
    public boolean areMissing() {
        return fixed.isEmpty() && file.isEmpty();
    }

    /** Those that count now. A file that cannot be read has none. */
    public List<String> now() {
        return file.isEmpty() ? fixed : Stream.concat(fixed.stream(), fromFile(file.get()).stream()).toList();
    }

    private List<String> fromFile(SecretFile readable) {
        try {
            List<String> lines = readable.lines();
            lost.set(false);
            return lines;
        } catch (IOException unreadable) {
            warnOnce(unreadable);
            return List.of();
        }
    }

    /** Not for each call: whoever calls often would fill the log. */
    private void warnOnce(IOException unreadable) {
        if (!lost.getAndSet(true)) {
            Log.warnf("The file of %s cannot be read (%s): what is in it is not known", fileKey,
                    unreadable.getClass().getSimpleName());
        }
    }
}

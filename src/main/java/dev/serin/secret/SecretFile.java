package dev.serin.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with a secret, read again whenever it is asked for: a mounted Secret is changed in place, by turning a link to another
 * folder, so that nothing but reading tells. It costs some microseconds. Has no text of its own that could be logged.
 */
public final class SecretFile {

    private final Path file;

    public SecretFile(Path file) {
        this.file = file;
    }

    /**
     * The whole secret, without the line break that editors put at the end.
     *
     * @throws IOException when the file cannot be read; its message names the file at most
     */
    public String text() throws IOException {
        return Files.readString(file).strip();
    }

    /**
     * Several secrets, one in each line: while one is being replaced, the old and the new. Empty lines are none.
     *
     * @throws IOException when the file cannot be read; its message names the file at most
     */
    public List<String> lines() throws IOException {
        return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}

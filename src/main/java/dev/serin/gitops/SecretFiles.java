package dev.serin.gitops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.serin.canary.Outage;
import dev.serin.secret.SecretFile;

/** A mounted Secret: one file for each key. Read again each time, because mounted Secrets are rotated in place. */
record SecretFiles(Optional<Path> directory) {

    /** The path of a key's file, where it is mounted. */
    Optional<Path> file(String key) {
        return directory.map(folder -> folder.resolve(key)).filter(Files::isRegularFile);
    }

    /** The text of a key, without white space around it. */
    Optional<String> text(String key) {
        return file(key).map(file -> read(key, file)).filter(text -> !text.isEmpty());
    }

    private static String read(String key, Path file) {
        try {
            return new SecretFile(file).text();
        } catch (IOException unreadable) {
            throw new Outage("The key " + key + " of the Git secret cannot be read", unreadable);
        }
    }
}

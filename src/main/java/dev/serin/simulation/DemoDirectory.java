package dev.serin.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's files. Each run starts afresh: it removes what an earlier run left, and nothing else that lies in the
 * directory.
 */
record DemoDirectory(Path root) {

    private static final List<String> OWN = List.of("fleet.git", "fleet.git.unplugged", "clone", "journal", "serin.log");

    /** Empties the demo's own places and makes them. */
    static DemoDirectory fresh(Path root) throws IOException {
        for (String name : OWN) {
            delete(root.resolve(name));
        }
        Files.createDirectories(root.resolve("journal"));
        return new DemoDirectory(root);
    }

    /** Symbolic links are removed, never followed. */
    private static void delete(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(place)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    Path repository() {
        return root.resolve("fleet.git");
    }

    Path workingClone() {
        return root.resolve("clone");
    }

    Path journal() {
        return root.resolve("journal").resolve("serin.db");
    }

    Path log() {
        return root.resolve("serin.log");
    }
}

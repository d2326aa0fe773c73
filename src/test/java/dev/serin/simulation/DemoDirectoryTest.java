package dev.serin.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDirectoryTest {

    @TempDir
    Path root;

    @Test
    void aNewRunRemovesWhatTheDemoLeftAndNothingElse() throws IOException {
        DemoDirectory first = DemoDirectory.fresh(root);
        Files.writeString(first.journal(), "old");
        Files.createDirectories(first.repository().resolve("objects"));
        Files.writeString(root.resolve("mine.txt"), "kept");
        DemoDirectory.fresh(root);
        assertFalse(Files.exists(first.repository()));
        assertFalse(Files.exists(first.journal()));
        assertTrue(Files.exists(root.resolve("mine.txt")));
    }

    @Test
    void aLinkIsRemovedButNotFollowed() throws IOException {
        Path precious = Files.createDirectories(root.resolve("precious"));
        Files.writeString(precious.resolve("file"), "kept");
        Files.createSymbolicLink(root.resolve("clone"), precious);
        DemoDirectory.fresh(root);
        assertFalse(Files.exists(root.resolve("clone")));
        assertTrue(Files.exists(precious.resolve("file")));
    }
}

package dev.serin.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.eclipse.jgit.util.FileUtils;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * How the program is started. Without words it is Serin. {@code check NAMESPACE/NAME} checks one Canary's wiring with the same
 * configuration, beside a Serin that runs or without one, and ends.
 */
@QuarkusMain
public class CommandLine {

    public static void main(String... words) {
        if (List.of(words).isEmpty()) {
            Quarkus.run();
        } else {
            settings().forEach(System::setProperty);
            Quarkus.run(CheckCommand.class, words);
        }
    }

    /**
     * It must neither answer hooks nor touch what belongs to a Serin that runs in the same container. Nobody reads its journal.
     */
    private static Map<String, String> settings() {
        try {
            Path own = Files.createTempDirectory("serin-check");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own)));
            return Map.of("quarkus.http.host-enabled", "false", "quarkus.scheduler.enabled", "false",
                    "serin.journal.store", "sqlite", "serin.events.connector", "serin-http",
                    "quarkus.banner.enabled", "false", "quarkus.log.level", "ERROR", "quarkus.log.console.stderr", "true",
                    "serin.git.clone-directory", own + "/clone", "serin.journal.file", own + "/journal.db");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try {
            FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.IGNORE_ERRORS);
        } catch (IOException kept) {
            // It lies in the folder for what is temporary.
        }
    }
}

package dev.serin.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Prometheus's own tool for rules. JSON is YAML to it. */
public final class Promtool {

    private Promtool() {
    }

    /** The {@code groups} of a PrometheusRule, as a file of rules. */
    public static Path rules(String manifest, Path folder) throws IOException {
        JsonNode groups = Manifests.JSON.createObjectNode().set("groups", Manifests.only(manifest).at("/spec/groups"));
        return Files.writeString(folder.resolve(Path.of(manifest).getFileName()), groups.toString());
    }

    /** Fails with what it said. */
    public static void run(Path folder, String... words) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(words)).toList())
                    .directory(folder.toFile()).redirectErrorStream(true).start();
        } catch (IOException missing) {
            throw new AssertionError("promtool is missing: apt-get install -y prometheus", missing);
        }
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new AssertionError(List.of(words) + ": " + said);
        }
    }
}

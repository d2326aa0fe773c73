package dev.serin.simulation;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.serin.canary.InvalidField;

/**
 * How the demo is run.
 *
 * @param program Serin's {@code quarkus-run.jar}, or its executable
 * @param directory where the repository, the clone, the journal and the log lie: {@code DEMO_DIR}
 * @param port of Serin's page and hooks: {@code PORT}
 * @param exitWhenDone ends by itself, and tells by its exit code whether every release ended as it should
 */
record DemoSettings(Path program, Path directory, int port, boolean exitWhenDone) {

    private static final String EXIT_WHEN_DONE = "--exit-when-done";
    private static final String DEFAULT_JAR = "target/quarkus-app/quarkus-run.jar";

    /** @throws InvalidField when an argument or the port cannot be used */
    static DemoSettings of(List<String> arguments, Map<String, String> environment) {
        List<String> programs = arguments.stream().filter(argument -> !argument.startsWith("--")).toList();
        if (programs.size() > 1 || arguments.size() > programs.size() + (arguments.contains(EXIT_WHEN_DONE) ? 1 : 0)) {
            throw new InvalidField("arguments", "are not understood", "give the path of quarkus-run.jar or of the executable, "
                    + EXIT_WHEN_DONE + ", both or neither");
        }
        return new DemoSettings(Path.of(programs.isEmpty() ? DEFAULT_JAR : programs.get(0)),
                Path.of(environment.getOrDefault("DEMO_DIR", "demo-data")).toAbsolutePath().normalize(),
                port(environment.getOrDefault("PORT", "8080")), arguments.contains(EXIT_WHEN_DONE));
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new InvalidField("PORT", "is not a port", "use a whole number from 1 to 65535");
        }
        return Integer.parseInt(text);
    }

    URI serinUrl() {
        return URI.create("http://localhost:" + port);
    }
}

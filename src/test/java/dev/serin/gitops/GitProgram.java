package dev.serin.gitops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the real git, and its friends, without the settings of the user. */
final class GitProgram {

    static final Map<String, String> ISOLATED = Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Rita Rival", "GIT_AUTHOR_EMAIL", "rita@example.com",
            "GIT_COMMITTER_NAME", "Rita Rival", "GIT_COMMITTER_EMAIL", "rita@example.com", "LC_ALL", "C.UTF-8");

    private GitProgram() {
    }

    static String git(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(folder, "git", command);
    }

    /** @param aptPackage what installs the program */
    static String run(Path folder, String aptPackage, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(ISOLATED);
        Process process = start(builder, aptPackage);
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + output);
            return output;
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    static Process start(ProcessBuilder builder, String aptPackage) {
        try {
            return builder.start();
        } catch (IOException missing) {
            throw new AssertionError(builder.command().get(0) + " is missing: apt-get install -y " + aptPackage, missing);
        }
    }
}

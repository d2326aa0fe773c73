package dev.serin.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Git's own program, as people and auditors use it. */
final class GitProgram {

    private GitProgram() {
    }

    private record Result(int status, String output) {
    }

    /** What the command prints. */
    static String run(Path repository, String... arguments) {
        Result result = result(repository, arguments);
        if (result.status() != 0) {
            throw new AssertionError("git " + List.of(arguments) + " failed: " + result.output());
        }
        return result.output();
    }

    static boolean succeeds(Path repository, String... arguments) {
        return result(repository, arguments).status() == 0;
    }

    private static Result result(Path repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("git cannot be run: apt-get install -y git", e);
        }
    }
}

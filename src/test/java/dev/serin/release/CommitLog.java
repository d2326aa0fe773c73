package dev.serin.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.serin.canary.CanaryRef;

/** What Git itself says about the commits that touched one canary's manifest, oldest first. */
final class CommitLog {

    /** @param added and removed lines */
    record Commit(String subject, int added, int removed) {
    }

    private final Path repository;
    private final String path;

    CommitLog(Path repository, CanaryRef canary) {
        this.repository = repository;
        this.path = "apps/" + canary.namespace() + "/" + canary.name() + ".yaml";
    }

    /** Without the commit that made the fleet. */
    List<Commit> commits() {
        List<Commit> commits = new ArrayList<>();
        for (String entry : git("log", "--reverse", "--numstat", "--format=%x01%s", "main", "--", path).split("\u0001")) {
            String[] lines = entry.strip().split("\\s*\\n\\s*");
            if (lines.length == 2) {
                String[] numbers = lines[1].split("\\s+");
                commits.add(new Commit(lines[0], Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1])));
            }
        }
        return commits.subList(1, commits.size());
    }

    List<String> subjects() {
        return commits().stream().map(Commit::subject).toList();
    }

    String manifest() {
        return git("show", "main:" + path);
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("git cannot be run: apt-get install -y git", e);
        }
    }
}

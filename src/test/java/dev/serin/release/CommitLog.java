package dev.serin.release;

import java.nio.file.Path;
import java.util.ArrayList;
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
        this.path = pathOf(canary);
    }

    static String pathOf(CanaryRef canary) {
        return "apps/" + canary.namespace() + "/" + canary.name() + ".yaml";
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

    /** The whole message of the newest one. */
    String newestMessage() {
        return git("log", "-1", "--format=%B", "main", "--", path);
    }

    String manifest() {
        return git("show", "main:" + path);
    }

    private String git(String... arguments) {
        return GitProgram.run(repository, arguments);
    }
}

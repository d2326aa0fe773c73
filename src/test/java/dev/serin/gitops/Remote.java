package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.serin.canary.CanaryRef;

/** A bare repository with a small fleet's manifests, and a rival who pushes to it with the real git. */
final class Remote {

    static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    static final String PATH = "apps/prod/podinfo.yaml";

    private final Path bare;
    private final Path work;

    Remote(Path folder) {
        this.bare = folder.resolve("fleet.git");
        this.work = folder.resolve("rival");
        GitProgram.git(folder, "init", "-q", "--bare", "-b", "main", bare.toString());
        GitProgram.git(bare, "config", "http.receivepack", "true");
        GitProgram.git(folder, "clone", "-q", bare.toString(), work.toString());
        GitProgram.git(work, "checkout", "-q", "-b", "main");
        commit("README.md", "# The fleet\n");
        commit(PATH, manifest(PODINFO));
    }

    static String manifest(CanaryRef canary) {
        return """
                # 🐤 %1$s
                apiVersion: flagger.app/v1beta1
                kind: Canary
                metadata:
                  name: %2$s
                  namespace: %1$s
                spec:
                  analysis:
                    interval: 30s
                    stepWeights: [5, 5] # the path
                    webhooks:
                    - name: serin-rollback
                      type: rollback
                      url: http://serin.serin-system/flagger/rollback
                      metadata: &serin {decision: none}
                    - name: serin-gate
                      type: confirm-promotion
                      url: http://serin.serin-system/flagger/confirm-promotion
                      metadata: *serin
                """.formatted(canary.namespace(), canary.name());
    }

    Path path() {
        return bare;
    }

    /** The rival's work tree. */
    Path work() {
        return work;
    }

    URI url() {
        return URI.create("file://" + bare);
    }

    /** The rival writes a file, commits and pushes. */
    String commit(String path, String text) {
        write(path, text);
        return commitAll("Write " + path);
    }

    void write(String path, String text) {
        try {
            pull();
            Files.createDirectories(work.resolve(path).getParent());
            Files.writeString(work.resolve(path), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String commitAll(String message) {
        GitProgram.git(work, "add", "-A");
        GitProgram.git(work, "commit", "-q", "-m", message);
        GitProgram.git(work, "push", "-q", "origin", "main");
        return head();
    }

    /** Pushes what was written since. */
    void commitAllIfChanged() {
        if (!GitProgram.git(work, "status", "--porcelain", "--ignore-submodules").isEmpty()) {
            commitAll("Write manifests");
        }
    }

    private void pull() {
        if (!GitProgram.git(bare, "for-each-ref").isEmpty()) {
            GitProgram.git(work, "pull", "-q", "--rebase", "--autostash", "origin", "main");
        }
    }

    String head() {
        return GitProgram.git(bare, "rev-parse", "main").strip();
    }

    String file(String path) {
        return GitProgram.git(bare, "show", "main:" + path);
    }

    /** Newest first. */
    List<String> subjects() {
        return GitProgram.git(bare, "log", "--format=%s", "main").lines().toList();
    }

    String message(String commit) {
        return GitProgram.git(bare, "log", "-1", "--format=%B", commit);
    }

    void requireSound() {
        GitProgram.git(bare, "fsck", "--strict", "--full");
    }
}

package dev.serin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import dev.serin.canary.CanaryRef;

/** Somebody who edits a manifest and pushes, beside Serin. */
final class Person {

    /** Serin resets every canary once after its start: that many pushes a person may lose against in a row. */
    private static final int ATTEMPTS = 200;

    private final Path fleet;

    Person(Path fleet) {
        this.fleet = fleet;
    }

    /** One commit, made on the newest state of the branch; when somebody else was faster, on the state after that. */
    void edits(CanaryRef canary, String subject, UnaryOperator<String> edit) {
        for (int attempt = 1; !tryToEdit(canary, subject, edit); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new AssertionError("others always pushed first");
            }
        }
    }

    private boolean tryToEdit(CanaryRef canary, String subject, UnaryOperator<String> edit) {
        try {
            Path clone = Files.createTempDirectory("person").resolve("fleet");
            // By an address, not a path: files would be copied while the repository tidies itself up.
            GitProgram.run(fleet, "clone", "--quiet", fleet.toUri().toString(), clone.toString());
            Path manifest = clone.resolve(CommitLog.pathOf(canary));
            Files.writeString(manifest, edit.apply(Files.readString(manifest)));
            GitProgram.run(clone, "-c", "user.name=Person", "-c", "user.email=person@example.org", "commit", "--quiet",
                    "--all", "--message", subject);
            return GitProgram.succeeds(clone, "push", "--quiet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

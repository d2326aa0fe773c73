package dev.serin.simulation.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** Changes a manifest as a person would: clone, edit, commit, push. */
public record FleetPush(FleetRepository repository, Path workspace) {

    public void replace(String path, String from, String to) throws IOException, GitAPIException {
        Path clone = Files.createTempDirectory(workspace, "clone");
        try (Git git = Git.cloneRepository().setURI(repository.directory().toUri().toString()).setDirectory(clone.toFile())
                .call()) {
            Path manifest = clone.resolve(path);
            Files.writeString(manifest, Files.readString(manifest).replace(from, to));
            git.commit().setAll(true).setSign(false).setMessage("Change " + path).setAuthor("A", "a@example.org")
                    .setCommitter("A", "a@example.org").call();
            git.push().call();
        }
    }
}

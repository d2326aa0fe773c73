package dev.serin.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

import dev.serin.gitops.GitConfig;
import dev.serin.gitops.JGitManifestRepository;
import dev.serin.journal.Journal;
import dev.serin.journal.JournalFile;
import dev.serin.simulation.fleet.FleetRepository;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What outlasts a process: the bare repository, the clone and the journal, in one folder. */
record Fleet(Path folder) {

    static final String PATH = "apps/prod/podinfo.yaml";

    /** A commit of Serin's. @param decision the id in its trailer */
    record Commit(String id, String decision) {
    }

    static Fleet create(Path folder, Scene scene) {
        PersonIdent author = new PersonIdent("Fleet", "fleet@localhost", Instant.EPOCH, ZoneOffset.UTC);
        FleetRepository.create(bare(folder), Map.of(PATH, scene.manifest()), author);
        return new Fleet(folder);
    }

    private static Path bare(Path folder) {
        return folder.resolve("fleet.git");
    }

    /** As a process that has just started opens it. */
    Journal journal() {
        return new JournalFile(folder.resolve("journal.db"), 1000).open();
    }

    /** As a process that has just started opens it. */
    JGitManifestRepository manifests() {
        Map<String, String> properties = Map.of("serin.git.url", bare(folder).toUri().toString(),
                "serin.git.clone-directory", folder.resolve("clone").toString(), "serin.git.refresh", "PT0S");
        GitConfig config = new SmallRyeConfigBuilder().withMapping(GitConfig.class).addDefaultInterceptors()
                .addDiscoveredConverters().addSystemSources()
                .withSources(new PropertiesConfigSource(properties, "test", 500)).build().getConfigMapping(GitConfig.class);
        return new JGitManifestRepository(config, Clock.systemUTC());
    }

    /** Serin's commits, newest first. */
    List<Commit> commits() {
        try (Git git = Git.open(bare(folder).toFile())) {
            List<Commit> commits = new ArrayList<>();
            for (RevCommit commit : git.log().add(git.getRepository().resolve("main")).call()) {
                decisions(commit).forEach(decision -> commits.add(new Commit(commit.name(), decision)));
            }
            return commits;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (GitAPIException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Stream<String> decisions(RevCommit commit) {
        return commit.getFooterLines("Serin-Decision").stream();
    }
}

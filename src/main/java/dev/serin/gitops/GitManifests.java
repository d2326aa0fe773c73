package dev.serin.gitops;

import java.time.Clock;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.serin.canary.Budget;
import io.quarkus.runtime.StartupEvent;

/** Makes the one repository of the process from the configuration, and warms it while Serin starts. */
@Singleton
class GitManifests {

    @Produces
    @Singleton
    JGitManifestRepository repository(GitConfig config, Clock clock) {
        return new JGitManifestRepository(config, clock);
    }

    void close(@Disposes JGitManifestRepository repository) {
        repository.close();
    }

    void warmUp(@Observes StartupEvent started, JGitManifestRepository repository, GitConfig config, Clock clock) {
        repository.warmUp(Budget.of(config.timeout(), clock));
    }
}

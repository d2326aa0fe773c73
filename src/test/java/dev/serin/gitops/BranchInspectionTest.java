package dev.serin.gitops;

import static dev.serin.gitops.Remote.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/** Against the real git http-backend. */
class BranchInspectionTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("serin:s3cr3t".getBytes(StandardCharsets.UTF_8));
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: podinfo%s
            spec:
              replicas: 2
            """;

    @TempDir
    Path folder;
    private Remote remote;
    private HttpGitServer server;
    private JGitManifestRepository repository;

    @BeforeEach
    void fleet() throws Exception {
        remote = new Remote(folder);
        Path secret = Files.createDirectories(folder.resolve("secret"));
        Files.writeString(secret.resolve("username"), "serin");
        Files.writeString(secret.resolve("password"), "s3cr3t");
        server = new HttpGitServer(folder, BASIC);
        repository = new JGitManifestRepository(Configured.with("url", server.url())
                .and("clone-directory", folder.resolve("clone")).and("secret-directory", secret).and("refresh", "PT0S")
                .config(),
                CLOCK);
    }

    @AfterEach
    void close() {
        repository.close();
        server.close();
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), CLOCK);
    }

    private BranchInspection.Inspected inspected() {
        return repository.inspect(PODINFO, "Deployment", "podinfo", budget());
    }

    @Test
    void leaveToPushIsAskedForAndNothingIsPushed() {
        String head = remote.head();
        repository.requireWriteAccess(budget());
        assertEquals(head, remote.head());
    }

    @Test
    void aHostThatLetsReadOnlyRefuses() {
        GitProgram.git(remote.path(), "config", "http.receivepack", "false");
        repository.inspect(PODINFO, "Deployment", "podinfo", budget());
        String said = assertThrows(Outage.class, () -> repository.requireWriteAccess(budget())).getMessage();
        assertTrue(said.contains("access refused") && !said.contains("s3cr3t"), said);
    }

    @Test
    void aManifestThatCanBeEditedHasNothingAgainstIt() {
        assertEquals(Optional.empty(), inspected().uneditable());
        assertEquals(List.of(), inspected().replicas());
    }

    @Test
    void aPairThatStandsElsewhereCannotBeConverted() {
        remote.commit(Remote.PATH, Remote.manifest(PODINFO).replace("    stepWeights: [5, 5] # the path\n",
                "    threshold: &ten 10\n    stepWeight: *ten\n    maxWeight: 50\n"));
        assertTrue(inspected().uneditable().orElseThrow().getMessage().contains("is an alias"));
    }

    @Test
    void aCanaryWithoutAManifestIsSaidToHaveNone() {
        assertTrue(assertThrows(InvalidField.class,
                () -> repository.inspect(new CanaryRef("prod", "nobody"), "Deployment", "nobody", budget())).getMessage()
                .contains("has no manifest"));
    }

    @Test
    void replicasAreFoundWhereverTheTargetIsWritten() {
        remote.commit("apps/deployment.yaml", DEPLOYMENT.formatted("\n  namespace: " + PODINFO.namespace()));
        remote.commit("base/deployment.yaml", DEPLOYMENT.formatted(""));
        remote.commit("base/kustomization.yaml", "namespace: " + PODINFO.namespace() + "\nresources: [deployment.yaml]\n");
        assertEquals(List.of("apps/deployment.yaml", "base/deployment.yaml"), inspected().replicas());
    }

    @Test
    void replicasOfOthersDoNotCount() {
        remote.commit("apps/elsewhere.yaml", DEPLOYMENT.formatted("\n  namespace: elsewhere"));
        remote.commit("apps/other-name.yaml", DEPLOYMENT.formatted("-web\n  namespace: " + PODINFO.namespace()));
        remote.commit("apps/other-kind.yaml", DEPLOYMENT.formatted("").replace("Deployment", "StatefulSet"));
        remote.commit("apps/scaled.yaml", DEPLOYMENT.formatted("").replace("  replicas: 2", "  paused: false # no replicas"));
        assertEquals(List.of(), inspected().replicas());
    }
}

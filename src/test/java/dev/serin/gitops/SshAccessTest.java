package dev.serin.gitops;

import static dev.serin.gitops.Remote.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;

/** Against the real sshd. */
class SshAccessTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;
    private Path secret;
    private Remote remote;
    private SshGitServer server;

    @BeforeEach
    void fleet() throws IOException {
        remote = new Remote(folder);
        secret = Files.createDirectories(folder.resolve("secret"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(String passphrase) throws IOException {
        SshGitServer.keyPair(secret.resolve("identity"), passphrase);
        server = new SshGitServer(folder, secret.resolve("identity.pub"));
        Files.writeString(secret.resolve("known_hosts"), server.knownHost());
    }

    private Approval read() {
        try (JGitManifestRepository repository = open()) {
            return repository.read(PODINFO, budget());
        }
    }

    private JGitManifestRepository open() {
        return new JGitManifestRepository(Configured.with("url", server.url(remote.path())).and("secret-directory", secret)
                .and("clone-directory", folder.resolve("clone")).config(), CLOCK);
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(60), CLOCK);
    }

    private String refusal() {
        return assertInstanceOf(Approval.Unknown.class, read()).reason();
    }

    @Test
    void readsAndPushesWithAnIdentity() throws IOException {
        serve("");
        try (JGitManifestRepository repository = open()) {
            Approval basis = repository.read(PODINFO, budget());
            assertInstanceOf(Approval.Known.class, basis, basis::toString);
            Change change = repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget());
            assertEquals(new Change.Committed(remote.head()), change);
        }
        remote.requireSound();
    }

    @Test
    void opensAnEncryptedIdentityWithThePassword() throws IOException {
        serve("open sesame");
        Files.writeString(secret.resolve("password"), "open sesame\n");
        Approval approval = read();
        assertInstanceOf(Approval.Known.class, approval, approval::toString);
    }

    @Test
    void refusesAServerWithAnotherHostKey() throws IOException {
        serve("");
        Path other = folder.resolve("other");
        SshGitServer.keyPair(other, "");
        Files.writeString(secret.resolve("known_hosts"), server.imposter(folder.resolve("other.pub")));
        assertTrue(refusal().contains("host key"), this::refusal);
    }

    @Test
    void trustsNobodyOnFirstUse() throws IOException {
        serve("");
        Files.writeString(secret.resolve("known_hosts"), "");
        assertTrue(refusal().contains("host key"), this::refusal);
        assertEquals("", Files.readString(secret.resolve("known_hosts")));
    }

    @Test
    void namesTheKeyThatTheSecretLacks() throws IOException {
        serve("");
        Files.delete(secret.resolve("known_hosts"));
        assertTrue(refusal().contains("known_hosts"), this::refusal);
    }

    @Test
    void aStrangersKeyIsRefused() throws IOException {
        serve("");
        Files.delete(secret.resolve("identity"));
        Files.delete(secret.resolve("identity.pub"));
        SshGitServer.keyPair(secret.resolve("identity"), "");
        Files.delete(secret.resolve("identity.pub"));
        SshGitServer.keyPair(folder.resolve("stranger"), "");
        Path authorized = folder.resolve("stranger.pub");
        server.close();
        server = new SshGitServer(folder.resolve("again"), authorized);
        Files.writeString(secret.resolve("known_hosts"), server.knownHost());
        assertTrue(refusal().contains("access refused"), this::refusal);
    }
}

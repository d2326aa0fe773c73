package dev.serin.gitops;

import static dev.serin.gitops.Remote.PATH;
import static dev.serin.gitops.Remote.PODINFO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.secret.Certificate;

/** Against the real git http-backend. */
class HttpAccessTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("serin:s3cr3t-passw0rd".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;
    private Path secret;
    private Remote remote;
    private HttpGitServer server;
    private JGitManifestRepository repository;

    @BeforeEach
    void fleet() throws IOException {
        remote = new Remote(folder);
        secret = Files.createDirectories(folder.resolve("secret"));
    }

    @AfterEach
    void close() {
        repository.close();
        server.close();
    }

    private void serve(String authorization) {
        server = new HttpGitServer(folder, authorization);
        repository = new JGitManifestRepository(configured().config(), CLOCK);
    }

    private Configured configured() {
        return Configured.with("url", server.url()).and("clone-directory", folder.resolve("clone"))
                .and("secret-directory", secret).and("refresh", "PT1H");
    }

    private void serveBasic() throws IOException {
        Files.writeString(secret.resolve("username"), "serin\n");
        Files.writeString(secret.resolve("password"), "s3cr3t-passw0rd\n");
        serve(BASIC);
    }

    private static Budget budget() {
        return Budget.of(Duration.ofSeconds(30), CLOCK);
    }

    private Approval known() {
        Approval approval = repository.read(PODINFO, budget());
        return assertInstanceOf(Approval.Known.class, approval, approval::toString);
    }

    private Change advance(Approval basis) {
        return repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, budget());
    }

    private void assertCommittedOnce() {
        assertEquals(1, remote.subjects().stream().filter(subject -> subject.startsWith("serin: ")).count());
        remote.requireSound();
    }

    @Test
    void readsAndPushesWithUserNameAndPassword() throws IOException {
        serveBasic();
        Change change = advance(known());
        assertInstanceOf(Change.Committed.class, change, change::toString);
        assertCommittedOnce();
        assertFalse(GitProgram.git(remote.path(), "log", "--all", "-p", "--format=raw").contains("s3cr3t"));
    }

    @Test
    void readsAndPushesWithABearerToken() throws IOException {
        Files.writeString(secret.resolve("bearerToken"), "t0ken-of-a-machine\n");
        serve("Bearer t0ken-of-a-machine");
        Change change = advance(known());
        assertInstanceOf(Change.Committed.class, change, change::toString);
        assertCommittedOnce();
    }

    @Test
    void aWrongPasswordIsAReasonThatKeepsTheSecret() throws IOException {
        Files.writeString(secret.resolve("username"), "serin");
        Files.writeString(secret.resolve("password"), "wr0ng-passw0rd");
        serve(BASIC);
        String reason = assertInstanceOf(Approval.Unknown.class, repository.read(PODINFO, budget())).reason();
        assertTrue(reason.contains("access refused"), reason);
        assertFalse(reason.contains("wr0ng"), reason);
    }

    @Test
    void aRotatedPasswordNeedsNoRestart() throws IOException {
        Files.writeString(secret.resolve("username"), "serin");
        Files.writeString(secret.resolve("password"), "old");
        server = new HttpGitServer(folder, BASIC);
        repository = new JGitManifestRepository(configured().and("refresh", "PT0S").config(), CLOCK);
        assertInstanceOf(Approval.Unknown.class, repository.read(PODINFO, budget()));
        Files.writeString(secret.resolve("password"), "s3cr3t-passw0rd");
        known();
    }

    @Test
    void aRivalInTheMiddleOfThePushCostsOneMoreTry() throws IOException {
        serveBasic();
        Approval basis = known();
        AtomicBoolean once = new AtomicBoolean();
        server.beforePush(() -> {
            if (once.compareAndSet(false, true)) {
                remote.commit("README.md", "# A rival was faster\n");
            }
        });
        Change change = advance(basis);
        assertInstanceOf(Change.Committed.class, change, change::toString);
        assertEquals("Write README.md", remote.subjects().get(1));
        assertCommittedOnce();
    }

    @Test
    void aRivalInTheMiddleOfThePushCanOvertake() throws IOException {
        serveBasic();
        Approval basis = known();
        server.beforePush(() -> remote.commit(PATH, remote.file(PATH).replace("[5, 5]", "[5, 9, 9]")));
        Change change = advance(basis);
        assertInstanceOf(Change.Overtaken.class, change, change::toString);
        assertTrue(remote.file(PATH).contains("[5, 9, 9]"));
    }

    @Test
    void aRivalWhoIsAlwaysFasterEndsInAFailureAndNotInALoop() throws IOException {
        serveBasic();
        Approval basis = known();
        server.beforePush(() -> remote.commit("README.md", "# " + remote.subjects().size() + "\n"));
        Change change = advance(basis);
        assertTrue(assertInstanceOf(Change.Failed.class, change, change::toString).reason().contains("5 times"));
        assertEquals(2 + 5, remote.subjects().size());
    }

    @Test
    void aLostAnswerDoesNotCommitTwice() throws IOException {
        serveBasic();
        Approval basis = known();
        server.loseAnswersToPushes(true);
        Change change = advance(basis);
        assertEquals(new Change.Committed(remote.head()), change);
        assertCommittedOnce();
    }

    @Test
    void aPushThatNobodyWaitedForIsFoundAgain() throws IOException {
        serveBasic();
        Approval basis = known();
        CountDownLatch held = new CountDownLatch(1);
        server.beforePush(() -> awaitQuietly(held));
        Change change = repository.apply(Rulings.advance(PODINFO, 5, 20, 1), basis, Budget.of(Duration.ofMillis(300), CLOCK));
        assertInstanceOf(Change.Failed.class, change, change::toString);
        held.countDown();
        server.beforePush(() -> {
        });

        Change again = advance(basis);
        assertFalse(again instanceof Change.Failed || again instanceof Change.Overtaken, again::toString);
        assertEquals(Optional.of(remote.head()), repository.commitOf("000000000001", budget()));
        assertCommittedOnce();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatHangsCostsNoMoreThanTheBudget() throws IOException {
        serveBasic();
        CountDownLatch held = new CountDownLatch(1);
        server.beforeAnswer(() -> awaitQuietly(held));
        String reason = assertInstanceOf(Approval.Unknown.class,
                repository.read(PODINFO, Budget.of(Duration.ofMillis(200), CLOCK))).reason();
        assertTrue(reason.contains("did not answer within"), reason);
        held.countDown();
        known();
    }

    @Test
    void whatTheServerSaysToARefusalIsQuoted() throws IOException {
        serveBasic();
        Approval basis = known();
        Path hook = Files.writeString(remote.path().resolve("hooks/update"), "#!/bin/sh\nexit 1\n");
        assertTrue(hook.toFile().setExecutable(true));
        Change change = advance(basis);
        String reason = assertInstanceOf(Change.Failed.class, change, change::toString).reason();
        assertTrue(reason.startsWith("Git refused the push: ") && reason.contains("hook declined"), reason);
        assertEquals(2, remote.subjects().size());
    }

    @Test
    void aRedirectDoesNotCarryTheCredentialsAway() throws IOException {
        serveBasic();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", server.url().resolve(exchange.getRequestURI().toString()).toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        elsewhere.start();
        String url = "http://localhost:" + elsewhere.getAddress().getPort() + "/fleet.git";
        try (JGitManifestRepository redirected = new JGitManifestRepository(configured().and("url", url).config(), CLOCK)) {
            assertInstanceOf(Approval.Unknown.class, redirected.read(PODINFO, budget()));
            assertEquals(0, server.requests());
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void trustsThePrivateAuthorityOfTheSecretAndNoOther() throws IOException {
        Certificate certificate = new Certificate(folder);
        Files.writeString(secret.resolve("bearerToken"), "t0ken");
        server = new HttpGitServer(folder, "Bearer t0ken", address -> HttpsServer.create(address, 0),
                https -> ((HttpsServer) https).setHttpsConfigurator(new HttpsConfigurator(certificate.forServer())));
        repository = new JGitManifestRepository(
                configured().and("url", server.url("https", "fleet.git")).and("refresh", "PT0S").config(), CLOCK);
        assertInstanceOf(Approval.Unknown.class, repository.read(PODINFO, budget()));
        assertEquals(0, server.requests());
        Files.copy(certificate.authority(), secret.resolve("ca.crt"));
        assertInstanceOf(Change.Committed.class, advance(known()));
    }

    @Test
    void aServerThatIsGoneIsAReason() throws IOException {
        serveBasic();
        Approval basis = known();
        server.close();
        String reason = assertInstanceOf(Change.Failed.class, advance(basis)).reason();
        assertTrue(reason.contains("connection refused"), reason);
    }

    @Test
    void hundredsOfReadsAreOneFetch() throws IOException {
        serveBasic();
        known();
        int before = server.requests();
        for (int i = 0; i < 300; i++) {
            known();
        }
        assertEquals(before, server.requests());
    }
}

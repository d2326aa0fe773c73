package dev.serin.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import javax.net.ssl.SSLHandshakeException;

import jakarta.inject.Inject;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.serin.dashboard.DashboardProfile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Real HTTPS servers: one whose authority Serin was told of, and one whose authority it was not. */
@QuarkusTest
@TestProfile(OwnAuthorityTest.Profile.class)
class OwnAuthorityTest {

    private static final String COMMIT = "1".repeat(40);
    private static final Map<String, String> ANSWERS = Map.of(
            "/api/v1/query", "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": []}}",
            "/fleet.git/info/refs", COMMIT + "\trefs/heads/main\n", "/fleet.git/HEAD", "ref: refs/heads/main\n");

    private static CertifiedServer known;
    private static CertifiedServer strange;

    /** Told of one of the two authorities. */
    public static class Profile extends DashboardProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Servers.class));
        }
    }

    /** Both servers, and the configuration that names the authority of one. */
    public static class Servers implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            try {
                known = new CertifiedServer(ANSWERS);
                strange = new CertifiedServer(ANSWERS);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return Map.of("quarkus.tls.serin.trust-store.pem.certs", known.authority().toString(),
                    "serin.prometheus.url", known.url().toString());
        }

        @Override
        public void stop() {
            known.close();
            strange.close();
        }
    }

    @Inject
    PrometheusClient prometheus;

    private static Answer ask(PrometheusClient client) {
        return client.ask("up", Instant.EPOCH, Duration.ofSeconds(10)).join();
    }

    @Test
    void prometheusIsAskedWhereTheAuthorityIsKnownAndNowhereElse() {
        Answer answer = ask(prometheus);
        assertFalse(answer instanceof Answer.Fault, answer::toString);

        Answer refused = ask(new PrometheusClient(Fixtures.config(strange.url(), Map.of("timeout", "10s"))));
        assertTrue(assertInstanceOf(Answer.Fault.class, refused).reason().contains("SSLHandshakeException"),
                refused::toString);
    }

    @Test
    void gitIsReadWhereTheAuthorityIsKnownAndNowhereElse(@TempDir Path folder) throws GitAPIException {
        try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call()) {
            List<Ref> refs = List.copyOf(git.lsRemote().setRemote(known.url() + "/fleet.git").call());
            assertEquals(COMMIT, refs.get(refs.size() - 1).getObjectId().name());
            assertThrows(TransportException.class, () -> git.lsRemote().setRemote(strange.url() + "/fleet.git").call());
        }
    }

    @Test
    void everyOtherClientTrustsTheSame() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        assertEquals(404, client.send(HttpRequest.newBuilder(known.url()).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode());
        assertThrows(SSLHandshakeException.class, () -> client.send(HttpRequest.newBuilder(strange.url()).build(),
                HttpResponse.BodyHandlers.discarding()));
    }

    @Test
    void theNameHasToFitToo() {
        URI other = URI.create(known.url().toString().replace("localhost", "127.0.0.1"));
        assertThrows(SSLHandshakeException.class, () -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(other).build(),
                HttpResponse.BodyHandlers.discarding()));
    }
}

package dev.serin.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The server's own mutual TLS, set as docs/configuration.md says: who has no certificate is not even heard. */
@QuarkusTest
@TestProfile(MutualTlsTest.Profile.class)
class MutualTlsTest {

    private static final String PASSWORD = "change-me";
    private static final String FOLDER = "serin.test.stores";

    /** The stores lie in one folder; its name crosses class loaders in a system property. */
    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("serin-tls");
                System.setProperty(FOLDER, folder.toString());
                pair(folder, "server", "client");
                pair(folder, "client", "server");
                return Map.of("quarkus.http.ssl.client-auth", "required",
                        "quarkus.tls.key-store.p12.path", folder.resolve("server.p12").toString(),
                        "quarkus.tls.key-store.p12.password", PASSWORD,
                        "quarkus.tls.trust-store.p12.path", folder.resolve("trusted-by-server.p12").toString(),
                        "quarkus.tls.trust-store.p12.password", PASSWORD,
                        "quarkus.http.insecure-requests", "disabled", "quarkus.http.test-ssl-port", "0",
                        "serin.alertmanager.anonymous", "true");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @TestHTTPResource(value = "/alertmanager", tls = true)
    URI address;

    /** A key with its certificate, which the other side trusts. */
    private static void pair(Path folder, String name, String trustedBy) {
        Path certificate = folder.resolve(name + ".crt");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:localhost",
                "-keystore", folder.resolve(name + ".p12").toString());
        keytool("-exportcert", "-alias", name, "-file", certificate.toString(), "-keystore",
                folder.resolve(name + ".p12").toString());
        keytool("-importcert", "-noprompt", "-alias", name, "-file", certificate.toString(), "-keystore",
                folder.resolve("trusted-by-" + trustedBy + ".p12").toString());
    }

    private static void keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            assertEquals(0, process.waitFor(), output);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("This test needs the JDK's keytool", e);
        }
    }

    private static KeyStore store(String name) throws IOException, GeneralSecurityException {
        try (InputStream file = Files.newInputStream(Path.of(System.getProperty(FOLDER), name))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            return store;
        }
    }

    private int post(KeyManager... own) throws IOException, GeneralSecurityException, InterruptedException {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store("trusted-by-client.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, trusted.getTrustManagers(), null);
        HttpRequest request = HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString("not JSON")).build();
        return HttpClient.newBuilder().sslContext(context).build().send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void onlyACallerWithACertificateIsHeard() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store("client.p12"), PASSWORD.toCharArray());

        assertEquals(400, post(own.getKeyManagers()), "was let in, and is told what is wrong");
        assertThrows(IOException.class, this::post);
    }
}

package dev.serin.observation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/** An HTTPS server on the loopback address with a certificate from an authority of its own, made with the JDK's keytool. */
public final class CertifiedServer implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final HttpsServer server;
    private final Path authority;

    /** @param answers bodies by path; anything else is 404 */
    CertifiedServer(Map<String, String> answers) throws IOException, GeneralSecurityException {
        this(exchange -> {
            exchange.getRequestBody().readAllBytes();
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    public CertifiedServer(HttpHandler handler) throws IOException, GeneralSecurityException {
        Path folder = Files.createTempDirectory("certified");
        this.authority = folder.resolve("ca.pem");
        Path store = certificates(folder);
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        server.createContext("/", handler);
        server.start();
    }

    /** The authority's certificate, in PEM. */
    public Path authority() {
        return authority;
    }

    public URI url() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    /** An authority that signs the certificate of a server, as a cluster's issuer does. */
    private Path certificates(Path folder) throws IOException {
        Path store = folder.resolve("server.p12");
        String ca = folder.resolve("ca.p12").toString();
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=An authority of our own", "-ext", "bc:c",
                "-validity", "2", "-keystore", ca);
        keytool("-exportcert", "-rfc", "-alias", "ca", "-keystore", ca, "-file", authority.toString());
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "2", "-keystore",
                store.toString());
        String request = folder.resolve("request.pem").toString();
        String signed = folder.resolve("signed.pem").toString();
        keytool("-certreq", "-alias", "server", "-keystore", store.toString(), "-file", request);
        keytool("-gencert", "-rfc", "-alias", "ca", "-keystore", ca, "-infile", request, "-outfile", signed, "-ext",
                "san=dns:localhost", "-validity", "2");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", store.toString(), "-file", authority.toString());
        keytool("-importcert", "-noprompt", "-alias", "server", "-keystore", store.toString(), "-file", signed);
        return store;
    }

    private static void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        if (!List.of(arguments).contains("-infile")) {
            command.addAll(List.of("-storetype", "PKCS12"));
        }
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException(stopping);
        }
    }

    private static SSLContext context(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

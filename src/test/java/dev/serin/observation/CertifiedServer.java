package dev.serin.observation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.serin.secret.Certificate;

/** An HTTPS server on the loopback address with a certificate from an authority of its own. */
public final class CertifiedServer implements AutoCloseable {

    private final HttpsServer server;
    private final Path authority;

    /** @param answers bodies by path; anything else is 404 */
    CertifiedServer(Map<String, String> answers) throws IOException {
        this(exchange -> {
            exchange.getRequestBody().readAllBytes();
            String answer = answers.get(exchange.getRequestURI().getPath());
            byte[] body = String.valueOf(answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    public CertifiedServer(HttpHandler handler) throws IOException {
        Certificate certificate = new Certificate(Files.createTempDirectory("certified"));
        this.authority = certificate.authority();
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.forServer()));
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

    @Override
    public void close() {
        server.stop(0);
    }
}

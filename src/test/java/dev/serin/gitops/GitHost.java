package dev.serin.gitops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.serin.secret.Certificate;

/** A Git host as companies run them in front of one bare repository, and the mounted Secret that opens it. */
public final class GitHost implements AutoCloseable {

    private final URI url;
    private final Path secret;
    private final Runnable stop;

    private GitHost(URI url, Path secret, Runnable stop) {
        this.url = url;
        this.secret = secret;
        this.stop = stop;
    }

    /** HTTPS with a private authority, a user name and a password. */
    public static GitHost https(Path repository) {
        try {
            Path folder = repository.getParent();
            Path secret = Files.createDirectories(folder.resolve("secret"));
            Certificate certificate = new Certificate(folder);
            Files.copy(certificate.authority(), secret.resolve("ca.crt"));
            Files.writeString(secret.resolve("username"), "serin");
            Files.writeString(secret.resolve("password"), "s3cr3t");
            HttpGitServer server = new HttpGitServer(folder, basic("serin:s3cr3t"), address -> HttpsServer.create(address, 0),
                    https -> ((HttpsServer) https).setHttpsConfigurator(new HttpsConfigurator(certificate.forServer())));
            return new GitHost(server.url("https", repository.getFileName().toString()), secret, server::close);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** OpenSSH with an Ed25519 key, a passphrase on it, and a known host key. */
    public static GitHost ssh(Path repository) {
        try {
            Path folder = repository.getParent();
            Path secret = Files.createDirectories(folder.resolve("secret"));
            SshGitServer.keyPair(secret.resolve("identity"), "open sesame");
            Files.writeString(secret.resolve("password"), "open sesame");
            SshGitServer server = new SshGitServer(folder, secret.resolve("identity.pub"));
            Files.writeString(secret.resolve("known_hosts"), server.knownHost());
            return new GitHost(server.url(repository), secret, server::close);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An SSH key without passphrase that signs commits; its public half lies beside it. */
    public Path signingKey() {
        Path key = secret.resolve("signing");
        SshGitServer.keyPair(key, "");
        return key;
    }

    public URI url() {
        return url;
    }

    public Path secret() {
        return secret;
    }

    @Override
    public void close() {
        stop.run();
    }
}

package dev.serin.gitops;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/** How the Git host is reached: the URL, the credentials of the mounted Secret, and what a failure is called. */
final class GitAccess {

    private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "file");

    private final URI url;
    private final SecretFiles secret;

    /** @throws InvalidField when the URL is of another kind, or carries credentials */
    GitAccess(URI url, Optional<Path> secretDirectory) {
        boolean isSsh = "ssh".equals(url.getScheme());
        String user = url.getUserInfo();
        if (!SCHEMES.contains(String.valueOf(url.getScheme()))) {
            throw new InvalidField("serin.git.url", "is of another kind", "use https://, ssh:// or file://");
        }
        if (user != null && (!isSsh || user.contains(":"))) {
            throw new InvalidField("serin.git.url", "carries credentials", "put them into serin.git.secret-directory");
        }
        this.url = url;
        this.secret = new SecretFiles(secretDirectory);
    }

    URI url() {
        return url;
    }

    /**
     * Ready to fetch or push. The caller closes it.
     *
     * @param timeout for each wait; Git counts in whole seconds, so at least one
     */
    Transport open(Repository clone, Duration timeout) throws TransportException, NotSupportedException {
        Transport transport = Transport.open(clone, address());
        transport.setTimeout((int) Math.max(1, timeout.toSeconds()));
        if (transport instanceof TransportHttp http) {
            authenticate(http);
        }
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(new SshAccess(secret).sessions(clone.getDirectory().toPath()));
        }
        return transport;
    }

    private URIish address() throws NotSupportedException {
        try {
            return new URIish(url.toString());
        } catch (URISyntaxException notForGit) {
            throw new NotSupportedException("not an address that Git understands", notForGit);
        }
    }

    /** The bearer token is a header that JGit sends to this address only: redirects are not followed. */
    private void authenticate(TransportHttp http) {
        secret.file("ca.crt").ifPresent(authority -> http.setHttpConnectionFactory(new PrivateAuthority(authority)));
        Optional<String> token = secret.text("bearerToken");
        Optional<String> username = secret.text("username");
        if (token.isPresent()) {
            http.setAdditionalHeaders(Map.of("Authorization", "Bearer " + token.get()));
        } else if (username.isPresent()) {
            http.setCredentialsProvider(
                    new UsernamePasswordCredentialsProvider(username.get(), secret.text("password").orElse("")));
        }
    }

    /** @param doing completes "Git could not be ...", as in "fetched" */
    Outage outage(String doing, Exception failure) {
        return new Outage("Git could not be " + doing + ": " + explain(failure), failure);
    }

    private String explain(Exception failure) {
        List<Throwable> chain = Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause).limit(20)
                .toList();
        if (chain.stream().anyMatch(SocketTimeoutException.class::isInstance)) {
            return "no answer in time";
        }
        if (chain.stream().anyMatch(ConnectException.class::isInstance)) {
            return "connection refused";
        }
        if (chain.stream().anyMatch(UnknownHostException.class::isInstance)) {
            return "unknown host";
        }
        if (chain.stream().anyMatch(NoRemoteRepositoryException.class::isInstance)) {
            return "there is no such repository, or no access to it";
        }
        return said(chain);
    }

    private String said(List<Throwable> chain) {
        String words = chain.stream().map(Throwable::getMessage).filter(message -> message != null).reduce("",
                (a, b) -> a + "\n" + b);
        if (words.contains("not authorized") || words.contains("not permitted") || words.contains("authentication")
                || words.contains("Cannot log in")) {
            return "access refused";
        }
        if (words.contains("timeout") || words.contains("timed out")) {
            return "no answer in time";
        }
        if (words.contains("Server key did not validate")) {
            return "the server's host key is not the known one";
        }
        return clean(words.strip());
    }

    /** What may not be repeated, also as it stands in a header. */
    private List<String> secrets() {
        Optional<String> username = secret.text("username");
        Optional<String> password = secret.text("password");
        Optional<String> header = username.map(name -> Base64.getEncoder()
                .encodeToString((name + ":" + password.orElse("")).getBytes(StandardCharsets.UTF_8)));
        return Stream.of(header, password, secret.text("bearerToken"), username).flatMap(Optional::stream).toList();
    }

    /** One short line of what a server or library said, without the address and without anything secret. */
    String clean(String text) {
        String clean = text.replace(url.toString(), "the repository");
        for (String known : secrets()) {
            clean = clean.replace(known, "***");
        }
        String line = clean.lines().findFirst().orElse("no reason given").replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }
}

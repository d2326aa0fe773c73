package dev.serin.gitops;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

import dev.serin.canary.Outage;

/** HTTPS that trusts the certificates of the Secret's {@code ca.crt}, in PEM, in place of the public authorities. */
final class PrivateAuthority implements HttpConnectionFactory {

    private final HttpConnectionFactory connections = new JDKHttpConnectionFactory();
    private final TrustManager[] trusted;

    PrivateAuthority(Path certificates) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store(certificates));
            this.trusted = factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new Outage("The key ca.crt of the Git secret holds no certificate that can be read", unreadable);
        }
    }

    private static KeyStore store(Path certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(certificates)) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
        }
        return store;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return trusting(connections.create(url));
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return trusting(connections.create(url, proxy));
    }

    private HttpConnection trusting(HttpConnection connection) throws IOException {
        try {
            connection.configure(null, trusted, null);
            return connection;
        } catch (GeneralSecurityException impossible) {
            throw new IOException(impossible);
        }
    }
}

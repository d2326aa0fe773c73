package dev.serin.secret;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts a server whose certificate comes from a public authority or from one's own. Both check that the name fits. */
final class EitherAuthority extends X509ExtendedTrustManager {

    private interface Check {

        void by(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private final X509ExtendedTrustManager platform;
    private final Supplier<X509ExtendedTrustManager> own;

    /** @param own asked each time, because its file may have been read again */
    EitherAuthority(X509ExtendedTrustManager platform, Supplier<X509ExtendedTrustManager> own) {
        this.platform = platform;
        this.own = own;
    }

    private void either(Check check) throws CertificateException {
        try {
            check.by(platform);
        } catch (CertificateException unknownThere) {
            check.by(own.get());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        either(manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        either(manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        either(manager -> manager.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        platform.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        platform.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        platform.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }
}

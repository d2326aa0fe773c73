package dev.serin.secret;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Optional;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.InvalidField;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;

/**
 * Authorities of one's own, trusted beside the public ones by whatever Serin calls: those of {@code quarkus.tls.serin}. The
 * Java platform's default is set, so that no client can be forgotten: the JDK's HTTP client and JGit both follow it.
 */
@ApplicationScoped
class TrustedAuthorities {

    private static final String NAME = "serin";

    private final TlsConfigurationRegistry registry;
    private Optional<SSLContext> replaced = Optional.empty();

    TrustedAuthorities(TlsConfigurationRegistry registry) {
        this.registry = registry;
    }

    /** Before anything is called. @throws InvalidField when there is a configuration that trusts nobody */
    void trust(@Observes @Priority(1) StartupEvent start) {
        registry.get(NAME).ifPresent(this::trust);
    }

    private void trust(TlsConfiguration own) {
        SSLContext context = context(own);
        replaced = Optional.of(platform());
        makeDefault(context);
    }

    /** Another application in the same process must not inherit it. */
    void forget(@Observes ShutdownEvent stop) {
        replaced.ifPresent(TrustedAuthorities::makeDefault);
    }

    /** Only asked for where it is replaced: to read all public authorities takes longer than the rest of the start. */
    private static SSLContext platform() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has TLS", impossible);
        }
    }

    private static void makeDefault(SSLContext context) {
        SSLContext.setDefault(context);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    private static SSLContext context(TlsConfiguration own) {
        if (own.getTrustStore() == null) {
            throw new InvalidField("quarkus.tls.serin", "trusts nobody", "set quarkus.tls.serin.trust-store.pem.certs");
        }
        try {
            TrustManager either = new EitherAuthority(manager(Optional.empty()),
                    () -> manager(Optional.of(own.getTrustStore())));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] { either }, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has TLS", impossible);
        }
    }

    /** @param authorities empty for the platform's own */
    private static X509ExtendedTrustManager manager(Optional<KeyStore> authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities.orElse(null));
            return Arrays.stream(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast).findFirst().orElseThrow();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("The authorities of quarkus.tls.serin cannot be used", unusable);
        }
    }
}

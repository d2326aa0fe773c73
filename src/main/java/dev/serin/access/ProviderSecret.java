package dev.serin.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import dev.serin.secret.SecretFile;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.logging.Log;

/**
 * Serin's secret as a client of the OpenID Connect provider, from a file. Quarkus asks for it when it begins to talk to the
 * provider, and again whenever the provider answers 401: then the call is made once more with what the file holds by then.
 */
@ApplicationScoped
@Unremovable
@Named("provider-secret")
class ProviderSecret implements CredentialsProvider {

    private final AccessConfig config;

    ProviderSecret(AccessConfig config) {
        this.config = config;
    }

    /** The key is the name of the file: see {@code quarkus.oidc.credentials.client-secret.provider.key}. */
    @Override
    public Map<String, String> getCredentials(String name) {
        return config.oidcSecretFile().map(ProviderSecret::read).orElse(Map.of());
    }

    private static Map<String, String> read(String file) {
        try {
            return Map.of(file, new SecretFile(Path.of(file)).text());
        } catch (IOException unreadable) {
            Log.warnf("The file of serin.access.oidc-secret-file cannot be read (%s): the provider will refuse Serin",
                    unreadable.getClass().getSimpleName());
            return Map.of();
        }
    }
}

package dev.serin.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import dev.serin.canary.Outage;
import dev.serin.secret.SecretFile;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;

/** User and password for the database, asked for by the pool with each new connection. */
@ApplicationScoped
@Unremovable
@Named("journal-credentials")
class JournalCredentials implements CredentialsProvider {

    private final JournalConfig.Postgresql config;

    JournalCredentials(JournalConfig config) {
        this.config = config.postgresql();
    }

    @Override
    public Map<String, String> getCredentials(String name) {
        Map<String, String> credentials = new HashMap<>();
        config.username().ifPresent(user -> credentials.put(USER_PROPERTY_NAME, user));
        config.passwordFile().ifPresent(file -> credentials.put(PASSWORD_PROPERTY_NAME, text(file)));
        return credentials;
    }

    private static String text(Path file) {
        try {
            return new SecretFile(file).text();
        } catch (IOException unreadable) {
            throw new Outage("The file of serin.journal.postgresql.password-file cannot be read", unreadable);
        }
    }
}

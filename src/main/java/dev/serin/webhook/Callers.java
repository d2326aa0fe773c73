package dev.serin.webhook;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.secret.Secrets;
import dev.serin.secret.Tokens;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** Decides who may call the hooks. */
@ApplicationScoped
class Callers {

    private final Secrets secrets;
    private final Tokens tokens;
    private final boolean anonymous;
    private final Optional<Set<String>> namespaces;

    Callers(FlaggerConfig config) {
        this.secrets = new Secrets(config.tokens().orElse(Set.of()), config.tokenFile(), "serin.flagger.token-file");
        this.tokens = new Tokens(secrets);
        this.anonymous = config.anonymous();
        this.namespaces = config.namespaces();
    }

    void warnWhenNobodyMayCall(@Observes StartupEvent start) {
        if (secrets.now().isEmpty() && !anonymous) {
            Log.warn("Every hook will be refused: set serin.flagger.tokens or serin.flagger.token-file, or"
                    + " serin.flagger.anonymous=true behind mutual TLS");
        }
    }

    /**
     * @param pathToken the last segment of the path, empty when there is none
     * @param authorization the Authorization header, empty when there is none
     */
    boolean mayCall(String pathToken, String authorization) {
        return anonymous | tokens.contain(pathToken) | tokens.contain(Tokens.password(authorization));
    }

    boolean serves(String namespace) {
        return namespaces.map(allowed -> allowed.contains(namespace)).orElse(true);
    }
}

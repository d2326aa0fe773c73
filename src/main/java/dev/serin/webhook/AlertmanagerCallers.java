package dev.serin.webhook;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.observation.AlertmanagerConfig;
import dev.serin.secret.Secrets;
import dev.serin.secret.Tokens;
import io.quarkus.runtime.StartupEvent;

/** Decides who may send alerts. */
@ApplicationScoped
class AlertmanagerCallers {

    private final Secrets secrets;
    private final Tokens tokens;
    private final boolean anonymous;

    AlertmanagerCallers(AlertmanagerConfig config) {
        this.secrets = new Secrets(config.tokens().orElse(Set.of()), config.tokenFile(), "serin.alertmanager.token-file");
        this.tokens = new Tokens(secrets);
        this.anonymous = config.anonymous();
    }

    void warnWhenTheFileCannotBeRead(@Observes StartupEvent start) {
        secrets.now();
    }

    /** @param authorization the Authorization header, empty when there is none */
    boolean mayCall(String authorization) {
        return anonymous | tokens.areIn(authorization);
    }
}

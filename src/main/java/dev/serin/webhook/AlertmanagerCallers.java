package dev.serin.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.observation.AlertmanagerConfig;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** Decides who may send alerts. */
@ApplicationScoped
class AlertmanagerCallers {

    private final Tokens configured;
    private final Optional<Path> file;
    private final boolean anonymous;

    AlertmanagerCallers(AlertmanagerConfig config) {
        this.configured = new Tokens(config.tokens().orElse(Set.of()));
        this.file = config.tokenFile();
        this.anonymous = config.anonymous();
    }

    void warnWhenTheFileCannotBeRead(@Observes StartupEvent start) {
        fromFile();
    }

    /** @param authorization the Authorization header, empty when there is none */
    boolean mayCall(String authorization) {
        Tokens rotated = fromFile();
        boolean known = false;
        for (String candidate : List.of(Tokens.bearer(authorization), Tokens.password(authorization))) {
            known |= configured.contain(candidate) | rotated.contain(candidate);
        }
        return anonymous | known;
    }

    /** Read each time, so that what is taken out of the file no longer opens. A file that cannot be read opens nothing. */
    private Tokens fromFile() {
        return new Tokens(file.map(AlertmanagerCallers::lines).orElse(List.of()));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        } catch (IOException unreadable) {
            Log.warnf("The file of serin.alertmanager.token-file cannot be read (%s): its tokens are not known",
                    unreadable.getClass().getSimpleName());
            return List.of();
        }
    }
}

package dev.serin.observation;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

import dev.serin.secret.SecretFile;

/** Puts the configured headers on a request. Files are read each time: a mounted Secret rotates. */
final class RequestCredentials {

    private final ServerCredentials config;

    RequestCredentials(ServerCredentials config) {
        this.config = config;
    }

    /** @throws IOException when a file cannot be read */
    void applyTo(HttpRequest.Builder request) throws IOException {
        config.headers().forEach(request::setHeader);
        if (config.bearerTokenFile().isPresent()) {
            request.setHeader("Authorization", "Bearer " + secret(config.bearerTokenFile().get()));
        } else if (config.username().isPresent() && config.passwordFile().isPresent()) {
            request.setHeader("Authorization", basic(config.username().get(), secret(config.passwordFile().get())));
        }
    }

    private static String secret(Path file) throws IOException {
        return new SecretFile(file).text();
    }

    private static String basic(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}

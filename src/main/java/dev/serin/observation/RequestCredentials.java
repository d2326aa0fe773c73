package dev.serin.observation;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;

import dev.serin.secret.SecretFile;
import dev.serin.secret.Tokens;

/** Puts the configured headers on a request. Files are read each time: a mounted Secret rotates. */
final class RequestCredentials {

    private static final int SECRET_CHARACTERS_MIN = 8;

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

    /** What a server said, without the credentials that it was sent: some proxies repeat whole requests. */
    static String clean(String said, HttpRequest request) {
        return request.headers().map().entrySet().stream()
                .flatMap(header -> header.getValue().stream().flatMap(value -> secrets(header.getKey(), value)))
                .reduce(said, (text, secret) -> text.replace(secret, "***"));
    }

    /** A short header, such as a tenant's number, is no secret, and would be found everywhere. */
    private static Stream<String> secrets(String header, String value) {
        return header.equalsIgnoreCase("Authorization")
                ? Stream.of(value.substring(value.indexOf(' ') + 1), Tokens.password(value)).filter(secret -> !secret.isEmpty())
                : Stream.of(value).filter(text -> text.length() >= SECRET_CHARACTERS_MIN
                        && !header.equalsIgnoreCase("Content-Type"));
    }

    private static String secret(Path file) throws IOException {
        return new SecretFile(file).text();
    }

    private static String basic(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}

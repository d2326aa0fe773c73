package dev.serin.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.serin.canary.Sha256;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** Decides who may call. Compares in constant time, and always all tokens, so that timing tells nothing. */
@ApplicationScoped
class Callers {

    private static final String BASIC = "Basic ";

    private final List<byte[]> tokens;
    private final boolean anonymous;
    private final Optional<Set<String>> namespaces;

    Callers(FlaggerConfig config) {
        this.tokens = config.tokens().orElse(Set.of()).stream().map(Callers::digest).toList();
        this.anonymous = config.anonymous();
        this.namespaces = config.namespaces();
    }

    void warnWhenNobodyMayCall(@Observes StartupEvent start) {
        if (tokens.isEmpty() && !anonymous) {
            Log.warn("Every hook will be refused: set serin.flagger.tokens, or serin.flagger.anonymous=true behind mutual TLS");
        }
    }

    /**
     * @param pathToken the last segment of the path, empty when there is none
     * @param authorization the Authorization header, empty when there is none
     */
    boolean mayCall(String pathToken, String authorization) {
        return anonymous | isToken(pathToken) | isToken(password(authorization));
    }

    boolean serves(String namespace) {
        return namespaces.map(allowed -> allowed.contains(namespace)).orElse(true);
    }

    private boolean isToken(String candidate) {
        byte[] digest = digest(candidate);
        boolean known = false;
        for (byte[] token : tokens) {
            known |= MessageDigest.isEqual(token, digest);
        }
        return known;
    }

    private static String password(String authorization) {
        try {
            String userInfo = authorization.startsWith(BASIC)
                    ? new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8)
                    : "";
            return userInfo.substring(userInfo.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** Equal lengths for the comparison, and no token kept in clear text. */
    private static byte[] digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}

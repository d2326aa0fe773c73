package dev.serin.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

import dev.serin.canary.Sha256;

/** Secrets of which a caller must know one. Compares in constant time, and always all of them, so that timing tells nothing. */
final class Tokens {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final List<byte[]> digests;

    Tokens(Collection<String> tokens) {
        this.digests = tokens.stream().map(Tokens::digest).toList();
    }

    boolean isEmpty() {
        return digests.isEmpty();
    }

    boolean contain(String candidate) {
        byte[] digest = digest(candidate);
        boolean known = false;
        for (byte[] token : digests) {
            known |= MessageDigest.isEqual(token, digest);
        }
        return known;
    }

    /** The password of basic authentication, whatever the user is called; empty where the header has none. */
    static String password(String authorization) {
        try {
            String userInfo = authorization.startsWith(BASIC)
                    ? new String(Base64.getDecoder().decode(authorization.substring(BASIC.length())), StandardCharsets.UTF_8)
                    : "";
            return userInfo.substring(userInfo.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** The bearer token; empty where the header has none. */
    static String bearer(String authorization) {
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    }

    /** Equal lengths for the comparison, and no token kept in clear text. */
    private static byte[] digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.serin.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import dev.serin.canary.Sha256;

/** Secrets of which a caller must know one. Compares in constant time, and always all of them, so that timing tells nothing. */
public final class Tokens {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final Secrets secrets;

    public Tokens(Secrets secrets) {
        this.secrets = secrets;
    }

    public boolean contain(String candidate) {
        byte[] digest = digest(candidate);
        boolean known = false;
        for (String token : secrets.now()) {
            known |= MessageDigest.isEqual(digest(token), digest);
        }
        return known;
    }

    /** Whether a header carries one, as bearer token or as the password of basic authentication. */
    public boolean areIn(String authorization) {
        return contain(bearer(authorization)) | contain(password(authorization));
    }

    /** The password of basic authentication, whatever the user is called; empty where the header has none. */
    public static String password(String authorization) {
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
    public static String bearer(String authorization) {
        return authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()).strip() : "";
    }

    /** Equal lengths for the comparison. */
    private static byte[] digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.serin.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys of which a sender must know one to sign what it sends: {@code sha256=} and the HMAC-SHA-256 of the body's bytes in
 * hexadecimal, as Flux's Provider {@code generic-hmac} and GitHub's webhooks do. Says who sent it, not when: whoever acts on it
 * must bear the same body twice.
 */
public final class Signatures {

    /** The header of Flux's {@code generic-hmac}. */
    public static final String FLUX = "X-Signature";

    /** The header of GitHub, and of Gitea and Forgejo. */
    public static final String GITHUB = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";

    private final Secrets keys;

    public Signatures(Secrets keys) {
        this.keys = keys;
    }

    /**
     * Whether a header is the signature of a body by one of the keys. Always tries all of them and compares in constant time.
     *
     * @param header empty where the request has none
     * @param body as it came, before anything reads it; of bounded length
     */
    public boolean match(String header, byte[] body) {
        if (!header.startsWith(PREFIX)) {
            return false;
        }
        byte[] claimed = header.substring(PREFIX.length()).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (String key : keys.now()) {
            known |= MessageDigest.isEqual(sign(key, body).getBytes(StandardCharsets.UTF_8), claimed);
        }
        return known;
    }

    /** The header's value for a body that Serin sends itself. */
    public static String header(String key, byte[] body) {
        return PREFIX + sign(key, body);
    }

    private static String sign(String key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, impossible);
        }
    }
}

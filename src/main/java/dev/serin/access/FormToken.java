package dev.serin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;

/**
 * Proof that a form came from a page of Serin's: the same unguessable word in a field and in a cookie that no other site can
 * read, set or have sent along. Any replica can check it.
 */
@ApplicationScoped
public class FormToken {

    public static final String COOKIE = "serin-form";

    private static final int BYTES = 16;
    private static final int AGE_MAX_SECONDS = 8 * 3600;
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");

    private final SecureRandom chance;

    FormToken(SecureRandom chance) {
        this.chance = chance;
    }

    /** The token for a page: the one that the browser already has, or a new one. */
    public String forPage(Optional<String> cookie) {
        return cookie.filter(value -> SHAPE.matcher(value).matches()).orElseGet(this::word);
    }

    /** A word that nobody can guess, 32 hexadecimal digits. */
    public String word() {
        byte[] bytes = new byte[BYTES];
        chance.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @param path the only one that the browser sends it to: pages of other orders have their own */
    public NewCookie cookie(String token, String path, boolean secure) {
        return new NewCookie.Builder(COOKIE).value(token).path(path).httpOnly(true).secure(secure)
                .sameSite(NewCookie.SameSite.STRICT).maxAge(AGE_MAX_SECONDS).build();
    }

    /** Whether the field of a form is what the browser's cookie says; false when either is missing. */
    public boolean matches(Optional<String> cookie, String field) {
        return cookie.filter(value -> SHAPE.matcher(value).matches()).map(FormToken::bytes)
                .filter(expected -> MessageDigest.isEqual(expected, bytes(field))).isPresent();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.serin.webhook;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address under which Flagger may call Serin: its path ends in {@code flagger/<type>} or {@code flagger/<type>/<token>}.
 *
 * @param type the word where the type stands, whatever it is
 * @param token the last segment; empty where there is none. Secret
 * @param userInfo as in {@code user:password@}; empty where there is none. Secret
 */
public record HookAddress(String type, String token, String userInfo) {

    private static final Pattern PATH = Pattern.compile("(?:.*/)?flagger/([^/]+)(?:/([^/]+))?/?");

    /** @return empty when it is not HTTP, or its path is another one */
    public static Optional<HookAddress> of(String url) {
        return uri(url).filter(HookAddress::isHttp).flatMap(HookAddress::parsed);
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(URI.create(url));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }

    private static Optional<HookAddress> parsed(URI uri) {
        Matcher path = PATH.matcher(Optional.ofNullable(uri.getPath()).orElse(""));
        return path.matches() ? Optional.of(new HookAddress(path.group(1), Optional.ofNullable(path.group(2)).orElse(""),
                Optional.ofNullable(uri.getUserInfo()).orElse(""))) : Optional.empty();
    }

    /** Without what is secret in it. */
    @Override
    public String toString() {
        return "flagger/" + type;
    }
}

package dev.serin.webhook;

import java.util.Optional;
import java.util.Set;

import dev.serin.secret.CallerConfig;
import io.smallrye.config.ConfigMapping;

/**
 * Who may call Serin's hooks. Flagger sends no headers of its own, so the token stands in the URL: as the last segment of its
 * path or as the password of its user-info.
 */
@ConfigMapping(prefix = "serin.flagger")
public interface FlaggerConfig extends CallerConfig {

    /** The namespaces whose Canaries Serin decides for; all when not set. */
    Optional<Set<String>> namespaces();
}

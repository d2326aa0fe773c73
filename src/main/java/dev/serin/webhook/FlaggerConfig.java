package dev.serin.webhook;

import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may call Serin's hooks. Flagger sends no headers of its own, so the secret stands in the URL. */
@ConfigMapping(prefix = "serin.flagger")
public interface FlaggerConfig {

    /**
     * Secrets of which a call must carry one, as the last segment of its path or as the password of its user-info.
     * Several, so that they can be rotated. Without any every call is refused, unless {@link #anonymous()} is set.
     */
    Optional<Set<String>> tokens();

    /** Lets every caller in. Only where something else authenticates them, such as mutual TLS of a mesh. */
    @WithDefault("false")
    boolean anonymous();

    /** The namespaces whose Canaries Serin decides for; all when not set. */
    Optional<Set<String>> namespaces();
}

package dev.serin.secret;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.WithDefault;

/** Who may call a receiver. Without any token every call is refused, unless {@link #anonymous()} is set. */
public interface CallerConfig {

    /** Secrets of which a call must carry one; several, so that they can be rotated. */
    Optional<Set<String>> tokens();

    /** A file with more of them, one in each line; read again for each call, so that a mounted Secret may rotate. */
    Optional<Path> tokenFile();

    /** Lets every caller in. Only where something else authenticates them, such as mutual TLS. */
    @WithDefault("false")
    boolean anonymous();
}

package dev.serin.secret;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Who may call a receiver whose senders can sign what they send. */
public interface SignedCallerConfig extends CallerConfig {

    /** Keys of which one must have signed the body, in place of a token; several, so that they can be rotated. */
    Optional<Set<String>> hmacKeys();

    /** A file with more of them, one in each line; read again for each call. */
    Optional<Path> hmacKeyFile();
}

package dev.serin.observation;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** How Serin authenticates itself to a server that it asks. */
public interface ServerCredentials {

    /** A file with a bearer token, read again for each question so that it may rotate. */
    Optional<Path> bearerTokenFile();

    /** For basic authentication, together with {@link #passwordFile()}. */
    Optional<String> username();

    Optional<Path> passwordFile();

    /** Further headers, for example the tenant's {@code X-Scope-OrgID}. */
    Map<String, String> headers();
}

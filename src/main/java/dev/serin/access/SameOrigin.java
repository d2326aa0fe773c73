package dev.serin.access;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells Serin's own forms and scripts from those of other sites. Browsers add a password or a session to whatever another
 * site sends here, and no site can forge these headers.
 */
@ApplicationScoped
class SameOrigin {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Set<String> origins;

    SameOrigin(AccessConfig config) {
        this.origins = config.origins().orElse(Set.of());
    }

    /** What a browser says about where a request comes from; everything may be missing. */
    record Sender(Optional<String> fetchSite, Optional<String> origin, Optional<String> host, boolean hasCookies,
            boolean hasAuthorization) {
    }

    /** @return why the request is refused; empty when it may pass */
    Optional<String> objection(Sender sender) {
        if (sender.fetchSite().isPresent()) {
            return OWN.contains(sender.fetchSite().get()) ? Optional.empty() : Optional.of("it was sent by another site");
        }
        if (sender.origin().isPresent()) {
            return isOwn(sender.origin().get(), sender.host().orElse("")) ? Optional.empty()
                    : Optional.of("it was sent by another site");
        }
        return sender.hasCookies() && !sender.hasAuthorization()
                ? Optional.of("it does not say by which site it was sent")
                : Optional.empty();
    }

    /** The scheme is not compared: TLS often ends at a proxy. */
    private boolean isOwn(String origin, String host) {
        return origins.contains(origin) || !host.isEmpty() && host.equalsIgnoreCase(authority(origin));
    }

    private static String authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
        } catch (IllegalArgumentException notAnOrigin) {
            return "";
        }
    }
}

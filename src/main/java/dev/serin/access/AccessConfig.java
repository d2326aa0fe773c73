package dev.serin.access;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may see the page and the API, and who may give orders. Flagger's hooks have tokens of their own. */
@ConfigMapping(prefix = "serin.access")
public interface AccessConfig {

    /** Whether everybody who reaches Serin may see everything, without a login. Orders need one all the same. */
    @WithDefault("false")
    boolean anonymousRead();

    /** Whether people log in at an OpenID Connect provider, which {@code quarkus.oidc.*} describes. */
    @WithDefault("false")
    boolean oidc();

    /** A file with Serin's secret as a client of that provider; read again when the provider refuses the one before. */
    Optional<String> oidcSecretFile();

    /** Roles or groups of the provider that make a viewer. */
    @WithDefault("viewer")
    Set<String> viewers();

    /** Roles or groups of the provider that make an operator. */
    @WithDefault("operator")
    Set<String> operators();

    /** People who log in with a password, by login name. */
    Map<String, @Valid User> users();

    /**
     * Where browsers find Serin, such as {@code https://serin.example.org}, when a proxy in front changes the Host header.
     * Needed to tell Serin's own forms from those of other sites.
     */
    Optional<Set<String>> origins();

    /** Somebody with a password: one of the two has to be there. */
    interface User {

        /** The password's bcrypt hash, as {@code htpasswd -nbB} writes it after the name. */
        Optional<@Pattern(regexp = Passwords.BCRYPT, message = "is not a bcrypt hash: make one with htpasswd -nB NAME") String> passwordHash();

        /** A file with the hash, with or without the name before it; read again for each login, so that it may change. */
        Optional<Path> passwordHashFile();

        @WithDefault("viewer")
        Role role();
    }
}

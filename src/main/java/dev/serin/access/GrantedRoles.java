package dev.serin.access;

import java.util.Collections;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Gives Serin's roles to those who have none from their password: nobody in particular, and a provider's people. */
@ApplicationScoped
class GrantedRoles implements SecurityIdentityAugmentor {

    private final AccessConfig config;

    GrantedRoles(AccessConfig config) {
        this.config = config;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(granted(identity));
    }

    private SecurityIdentity granted(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            return config.anonymousRead() ? with(identity, Role.VIEWER.names()) : identity;
        }
        boolean fromProvider = identity.getCredential(TokenCredential.class) != null;
        return fromProvider ? with(identity, translated(identity.getRoles())) : identity;
    }

    /** A role of the provider means nothing by its name alone, only by what the configuration says of it. */
    private Set<String> translated(Set<String> theirs) {
        if (!Collections.disjoint(theirs, config.operators())) {
            return Role.OPERATOR.names();
        }
        return Collections.disjoint(theirs, config.viewers()) ? Set.of() : Role.VIEWER.names();
    }

    private static SecurityIdentity with(SecurityIdentity identity, Set<String> roles) {
        return QuarkusSecurityIdentity.builder().setPrincipal(identity.getPrincipal()).setAnonymous(identity.isAnonymous())
                .addCredentials(identity.getCredentials()).addAttributes(identity.getAttributes()).addRoles(roles).build();
    }
}

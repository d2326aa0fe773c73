package dev.serin.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

import dev.serin.canary.Person;
import io.quarkus.security.identity.SecurityIdentity;

/** Who is asking. Only where the address needs a role: elsewhere nobody is asked who they are. */
@Named("visitor")
@RequestScoped
public class Visitor {

    private final SecurityIdentity identity;

    Visitor(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** As commits and the journal name them. */
    public Person person() {
        return person(identity);
    }

    static Person person(SecurityIdentity identity) {
        return identity.isAnonymous() ? Person.ANONYMOUS : Person.of(identity.getPrincipal().getName());
    }

    /** Whether they have logged in. */
    public boolean isKnown() {
        return !identity.isAnonymous();
    }

    /** Whether they may give orders. */
    public boolean isOperator() {
        return identity.hasRole(Role.Name.OPERATOR);
    }
}

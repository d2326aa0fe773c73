package dev.serin.access;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;

/** HTTP basic authentication against the configured users. */
@ApplicationScoped
class PasswordLogin implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    private final Passwords passwords;
    private final Attempts attempts;

    PasswordLogin(Passwords passwords, Attempts attempts) {
        this.passwords = passwords;
        this.attempts = attempts;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(UsernamePasswordAuthenticationRequest request,
            AuthenticationRequestContext context) {
        String source = source(request);
        return context.runBlocking(
                () -> check(request.getUsername(), new String(request.getPassword().getPassword()), source));
    }

    private static String source(UsernamePasswordAuthenticationRequest request) {
        return HttpSecurityUtils.getRoutingContextAttribute(request).request().remoteAddress().hostAddress();
    }

    private SecurityIdentity check(String name, String password, String source) {
        if (!passwords.remembers(name, password)) {
            attempts.admit(source);
        }
        Role role = passwords.check(name, password)
                .orElseThrow(() -> new AuthenticationFailedException("name or password is wrong"));
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name)).addRoles(role.names()).build();
    }
}

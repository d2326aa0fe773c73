package dev.serin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.logging.Log;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Asks who somebody is: at the provider, by password, or not at all where nobody can log in. */
@ApplicationScoped
class Challenges {

    private static final Denial NO_LOGIN = new Denial(401, "Nobody can log in yet",
            "Serin has been told of no login. Set serin.access.oidc=true and quarkus.oidc.auth-server-url, .client-id and"
                    + " .credentials.secret; or serin.access.users.NAME.password-hash and .role; or serin.access.anonymous-read=true"
                    + " to let everybody read. docs/configuration.md says more, under “Who may see and act”");
    private static final Denial LOG_IN = new Denial(401, "Please log in", "This needs a login that Serin knows");
    private static final Denial LOGIN_ENDED = new Denial(401, "Please log in again",
            "Your login has ended, and nothing was done. Open the page again, log in, and repeat it");
    private static final Denial NO_PROVIDER = new Denial(503, "The login does not answer",
            "The OpenID Connect provider cannot be asked right now. Hooks and decisions go on without it");

    private final AccessConfig config;
    private final Passwords passwords;
    private final OidcAuthenticationMechanism provider;

    Challenges(AccessConfig config, Passwords passwords, OidcAuthenticationMechanism provider) {
        this.config = config;
        this.passwords = passwords;
        this.provider = provider;
    }

    Uni<Response> answer(RoutingContext request) {
        if (config.oidc() && isPage(request)) {
            return request.request().method().name().equals("GET") ? atProvider(request)
                    : Uni.createFrom().item(LOGIN_ENDED.answer(request.normalizedPath()).build());
        }
        return Uni.createFrom().item(here(request));
    }

    /** Programs are not sent to a page where people type. */
    private static boolean isPage(RoutingContext request) {
        return !request.normalizedPath().startsWith("/api/") && request.request().getHeader(HttpHeaders.AUTHORIZATION) == null;
    }

    private Uni<Response> atProvider(RoutingContext request) {
        return provider.getChallenge(request).map(Challenges::redirect).onFailure().recoverWithItem(failure -> {
            Log.warnf("The OpenID Connect provider cannot be asked: %s", failure.getMessage());
            return NO_PROVIDER.answer(request.normalizedPath()).build();
        });
    }

    private static Response redirect(ChallengeData challenge) {
        return Response.status(challenge.status).header(challenge.headerName.toString(), challenge.headerContent).build();
    }

    private Response here(RoutingContext request) {
        if (!config.oidc() && passwords.isEmpty()) {
            return NO_LOGIN.answer(request.normalizedPath()).build();
        }
        Response.ResponseBuilder answer = LOG_IN.answer(request.normalizedPath());
        return (passwords.isEmpty() ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                : answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Serin\", charset=\"UTF-8\"")).build();
    }
}

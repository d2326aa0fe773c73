package dev.serin.access;

import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import dev.serin.journal.UnknownCallers;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;

/**
 * The door: who is not known is asked to log in, who may not is told so, and what another site sends in somebody's name is
 * refused. A refused order is kept with the person; calls by nobody that is known are counted, or everybody could fill the
 * journal.
 */
class RefusedAccess {

    private static final Denial NO_ROLE = new Denial(403, "You may not do this",
            "This needs the operator role; you may only look. Whoever runs Serin can give it to you");
    private static final Denial NOTHING_AT_ALL = new Denial(403, "You may not see this",
            "You are logged in, but have neither the viewer nor the operator role. Whoever runs Serin can give you one");

    private static final Denial TOO_MANY = new Denial(429, "Too many attempts",
            "Too many logins were tried from here, or in all. Wait a minute and try again");

    private final SameOrigin sameOrigin;
    private final Challenges challenges;
    private final RefusedOrders refused;
    private final UnknownCallers unknown;
    private final CurrentIdentityAssociation who;

    RefusedAccess(SameOrigin sameOrigin, Challenges challenges, RefusedOrders refused, UnknownCallers unknown,
            CurrentIdentityAssociation who) {
        this.sameOrigin = sameOrigin;
        this.challenges = challenges;
        this.refused = refused;
        this.unknown = unknown;
        this.who = who;
    }

    @ServerExceptionMapper
    Uni<Response> unknown(UnauthorizedException nobody, RoutingContext request) {
        if (!isSafe(request.request().method().name())) {
            count("order", request);
        }
        return challenges.answer(request);
    }

    @ServerExceptionMapper
    Uni<Response> unproven(AuthenticationFailedException wrong, RoutingContext request) {
        count("login", request);
        return wrong.getCause() instanceof TooManyAttempts tooMany
                ? Uni.createFrom().item(TOO_MANY.answer(request.normalizedPath())
                        .header(HttpHeaders.RETRY_AFTER, tooMany.pauseSeconds()).build())
                : challenges.answer(request);
    }

    /** To be asked for a login is no refusal: a browser that only looks is not counted. */
    private void count(String door, RoutingContext request) {
        unknown.refused(door, request.request().remoteAddress().hostAddress());
    }

    @ServerExceptionMapper
    Uni<Response> forbidden(ForbiddenException wrongRole, RoutingContext request) {
        String path = request.normalizedPath();
        return who.getDeferredIdentity().flatMap(person -> recorded(request.request().method().name(), path, person,
                "the operator role is needed")
                .map(ignored -> (person.hasRole(Role.Name.VIEWER) ? NO_ROLE : NOTHING_AT_ALL).answer(path).build()));
    }

    /** Nothing that changes something may come from another site. Hooks send none of these headers and pass. */
    @ServerRequestFilter
    Uni<Response> refuseOtherSites(ContainerRequestContext request) {
        Optional<String> objection = isSafe(request.getMethod()) ? Optional.empty() : sameOrigin.objection(sender(request));
        if (objection.isEmpty()) {
            return Uni.createFrom().nullItem();
        }
        String path = request.getUriInfo().getPath();
        return who.getDeferredIdentity()
                .flatMap(person -> recorded(request.getMethod(), path, person, objection.get()))
                .map(ignored -> new Denial(403, "Refused",
                        "The request was refused: " + objection.get() + ". Nothing was done").answer(path).build());
    }

    private static boolean isSafe(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static SameOrigin.Sender sender(ContainerRequestContext request) {
        return new SameOrigin.Sender(header(request, "Sec-Fetch-Site"), header(request, "Origin"),
                header(request, HttpHeaders.HOST), !request.getCookies().isEmpty(),
                header(request, HttpHeaders.AUTHORIZATION).isPresent());
    }

    private static Optional<String> header(ContainerRequestContext request, String name) {
        return Optional.ofNullable(request.getHeaderString(name));
    }

    private Uni<Boolean> recorded(String method, String path, SecurityIdentity person, String reason) {
        Optional<OrderPath> order = OrderPath.of(method, path).filter(known -> !person.isAnonymous());
        return order.isEmpty() ? Uni.createFrom().item(false)
                : Uni.createFrom().item(() -> record(order.get(), person, reason))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private boolean record(OrderPath order, SecurityIdentity person, String reason) {
        refused.record(order.canary(), Visitor.person(person), order.order(), reason);
        return true;
    }
}

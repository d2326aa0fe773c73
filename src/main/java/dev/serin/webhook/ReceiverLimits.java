package dev.serin.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import dev.serin.canary.HookType;
import dev.serin.canary.Sha256;
import dev.serin.journal.UnknownCallers;
import io.vertx.core.http.HttpServerRequest;

/**
 * Bounds how often receivers are called, and counts the calls that nobody knows who made. A limit hangs on the credential that
 * is sent, so nobody without Flagger's token can use up what Flagger may do; and it only ever stops a call that comes far more
 * often than a fleet can make. Who sends no known credential is told 401, and 429 when they do not stop.
 */
@Receiver
class ReceiverLimits {

    private static final int KEYS_MAX = 10_000;
    private static final Duration BURST = Duration.ofSeconds(10);
    private static final int TOO_MANY = 429;

    private final RateLimit calls;
    private final RateLimit unknownCalls;
    private final UnknownCallers unknown;

    ReceiverLimits(LimitsConfig config, UnknownCallers unknown, Clock clock) {
        this.calls = RateLimit.of(config.callsPerSecond() * (int) BURST.toSeconds(), BURST, KEYS_MAX, clock);
        this.unknownCalls = RateLimit.of(config.unknownCallsPerMinute(), Duration.ofMinutes(1), KEYS_MAX, clock);
        this.unknown = unknown;
    }

    @Receiver
    @ServerRequestFilter
    public Optional<Response> refuseFloods(ContainerRequestContext request, HttpServerRequest connection) {
        Duration pause = calls.admit(first(request) + " " + credential(request, source(connection)));
        return pause.isZero() ? Optional.empty()
                : Optional.of(Response.status(TOO_MANY).type(MediaType.TEXT_PLAIN_TYPE)
                        .header(HttpHeaders.RETRY_AFTER, seconds(pause))
                        .entity("too many calls with this credential: see serin.limits.calls-per-second\n").build());
    }

    @Receiver
    @ServerResponseFilter
    public void countUnknown(ContainerRequestContext request, ContainerResponseContext response, HttpServerRequest connection) {
        if (response.getStatus() != Response.Status.UNAUTHORIZED.getStatusCode()) {
            return;
        }
        unknown.refused(door(request), source(connection));
        Duration pause = unknownCalls.admit(source(connection));
        if (!pause.isZero()) {
            response.setStatus(TOO_MANY);
            response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, seconds(pause));
        }
    }

    /** Nothing that a caller makes up, and no token: the word of the resource, and the type of a hook. */
    private static String door(ContainerRequestContext request) {
        List<PathSegment> path = request.getUriInfo().getPathSegments();
        Optional<HookType> hook = path.size() > 1 ? HookType.of(path.get(1).getPath()) : Optional.empty();
        return hook.map(type -> first(request) + "/" + type.wire()).orElseGet(() -> first(request));
    }

    private static String first(ContainerRequestContext request) {
        return "/" + request.getUriInfo().getPathSegments().get(0).getPath();
    }

    /** What tells callers apart, not in clear text. A signature differs with each body; the source has to do there. */
    private static String credential(ContainerRequestContext request, String source) {
        String token = Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("token"))
                .or(() -> Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))).orElse("");
        return token.isEmpty() ? source : Sha256.hex(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String source(HttpServerRequest connection) {
        return connection.remoteAddress().hostAddress();
    }

    private static long seconds(Duration pause) {
        return pause.toSeconds() + 1;
    }
}

package dev.serin.webhook;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.events.EventsConfig;
import dev.serin.secret.Signatures;
import dev.serin.secret.SignedCallers;

/** CloudEvents by HTTP: {@code POST /events}, from a Knative broker or from anybody else who speaks it. */
@Path("/events")
@PermitAll
public class EventsResource {

    static final int BODY_BYTES_MAX = 1024 * 1024;

    private final SignedCallers callers;
    private final EventIntake intake;
    private final ObjectMapper json;

    EventsResource(EventsConfig config, EventIntake intake, ObjectMapper json) {
        this.callers = new SignedCallers("serin.events", config);
        this.intake = intake;
        this.json = json;
    }

    @POST
    public Response event(@Context HttpHeaders headers, byte[] body) {
        return answer(headers, body).toResponse();
    }

    /** The handshake of the CloudEvents webhook specification: whoever knows a token may send as much as it wants. */
    @OPTIONS
    public Response handshake(@HeaderParam("WebHook-Request-Origin") String origin) {
        return origin == null ? Response.ok().header("Allow", "POST").build()
                : Response.ok().header("Allow", "POST").header("WebHook-Allowed-Origin", origin)
                        .header("WebHook-Allowed-Rate", "*").build();
    }

    private EventAnswer answer(HttpHeaders headers, byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            return EventAnswer.TOO_LARGE;
        }
        if (!mayCall(callers, headers, body)) {
            return EventAnswer.UNAUTHORIZED;
        }
        if (IncomingEvent.isBatch(header(headers, HttpHeaders.CONTENT_TYPE))) {
            return EventAnswer.BATCHED;
        }
        try {
            return intake.take(IncomingEvent.read(name -> header(headers, name), body, json));
        } catch (InvalidField invalid) {
            return EventAnswer.badRequest(invalid);
        }
    }

    static boolean mayCall(SignedCallers callers, HttpHeaders headers, byte[] body) {
        return callers.mayCall(header(headers, HttpHeaders.AUTHORIZATION),
                List.of(header(headers, Signatures.FLUX), header(headers, Signatures.GITHUB)), body);
    }

    /** Empty where there is none. */
    private static String header(HttpHeaders headers, String name) {
        String value = headers.getHeaderString(name);
        return value == null ? "" : value;
    }
}

package dev.serin.webhook;

import java.io.IOException;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.events.FluxConfig;
import dev.serin.events.UnappliedCommits;
import dev.serin.secret.SignedCallers;

/**
 * What Flux's notification-controller says of the commits: {@code POST /flux}, from a Provider of type {@code generic-hmac} or
 * {@code generic}. It takes any answer up to 202 for success, and logs the others.
 */
@Path("/flux")
@PermitAll
public class FluxResource {

    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final SignedCallers callers;
    private final UnappliedCommits commits;
    private final ObjectMapper json;

    FluxResource(FluxConfig config, UnappliedCommits commits, ObjectMapper json) {
        this.callers = new SignedCallers("serin.flux", config);
        this.commits = commits;
        this.json = json;
    }

    @POST
    public Response report(@Context HttpHeaders headers, byte[] body) {
        if (body.length > BODY_BYTES_MAX) {
            return answer(413, "the body is larger than 64 KiB");
        }
        if (!EventsResource.mayCall(callers, headers, body)) {
            return answer(401, EventAnswer.UNAUTHORIZED.text());
        }
        try {
            return answer(202, FluxPayload.read(parse(body))
                    .map(report -> "noted for " + commits.reported(report) + " canaries").orElse("of no use here"));
        } catch (InvalidField invalid) {
            return answer(400, invalid.getMessage());
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && FluxPayload.isOne(node)) {
                return node;
            }
        } catch (IOException notJson) {
            throw new InvalidField("body", "is not JSON", "send Flux's event");
        }
        throw new InvalidField("involvedObject", "is missing", "send Flux's event");
    }

    private static Response answer(int status, String text) {
        return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity(text + "\n").build();
    }
}

package dev.serin.webhook;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;

/**
 * Alertmanager's webhook: {@code POST /alertmanager}. An alert is evidence and asks for a decision at once; it is no verdict.
 */
@Path("/alertmanager")
@PermitAll
@Receiver
public class AlertmanagerResource {

    /** About 3000 alerts; as much as the server lets through with an answer that can be read beyond it. */
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    private final AlertmanagerCallers callers;
    private final AlertIntake intake;
    private final ObjectMapper json;

    AlertmanagerResource(AlertmanagerCallers callers, AlertIntake intake, ObjectMapper json) {
        this.callers = callers;
        this.intake = intake;
        this.json = json;
    }

    @POST
    public Response alerts(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body) {
        return answer(callers.mayCall(authorization == null ? "" : authorization), body).toResponse();
    }

    private AlertAnswer answer(boolean mayCall, byte[] body) {
        if (!mayCall) {
            return AlertAnswer.UNAUTHORIZED;
        }
        if (body.length > BODY_BYTES_MAX) {
            return AlertAnswer.TOO_LARGE;
        }
        try {
            return intake.take(AlertmanagerPayload.read(body, json));
        } catch (InvalidField invalid) {
            return AlertAnswer.badRequest(invalid);
        }
    }
}

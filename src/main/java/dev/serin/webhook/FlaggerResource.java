package dev.serin.webhook;

import static java.util.concurrent.CompletableFuture.completedStage;

import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Event;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.HookType;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Trigger;
import dev.serin.rollout.Outcome;
import dev.serin.rollout.RolloutService;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.NonBlocking;

/**
 * Flagger's webhooks: {@code POST /flagger/{type}}, with the token as one more segment or in the URL's user-info. The
 * type stands in the path because the payload does not carry it. A call is read where it arrives, and no thread waits for the
 * answer: neither many hooks nor pages that hang keep another hook from its turn.
 */
@Path("/flagger/{type}")
@PermitAll
@Receiver
@NonBlocking
public class FlaggerResource {

    /** A payload is a few hundred bytes; the rest leaves room for metadata. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private final RolloutService rollouts;
    private final Callers callers;
    private final ObjectMapper json;
    private final Event<HookAnswered> answered;

    FlaggerResource(RolloutService rollouts, Callers callers, ObjectMapper json, Event<HookAnswered> answered) {
        this.rollouts = rollouts;
        this.callers = callers;
        this.json = json;
        this.answered = answered;
    }

    @POST
    public CompletionStage<Response> withUserInfo(@PathParam("type") String type,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body) {
        return answer(type, callers.mayCall("", authorization == null ? "" : authorization), body)
                .thenApply(HookAnswer::toResponse);
    }

    @POST
    @Path("/{token}")
    public CompletionStage<Response> withToken(@PathParam("type") String type, @PathParam("token") String token, byte[] body) {
        return answer(type, callers.mayCall(token, ""), body).thenApply(HookAnswer::toResponse);
    }

    private CompletionStage<HookAnswer> answer(String type, boolean mayCall, byte[] body) {
        if (!mayCall) {
            return completedStage(HookAnswer.UNAUTHORIZED);
        }
        if (body.length > BODY_BYTES_MAX) {
            return completedStage(HookAnswer.TOO_LARGE);
        }
        return HookType.of(type).map(known -> answer(known, body)).orElseGet(() -> completedStage(HookAnswer.NO_SUCH_TYPE));
    }

    private CompletionStage<HookAnswer> answer(HookType type, byte[] body) {
        try {
            Trigger.HookCall call = HookPayload.read(type, body, json);
            return callers.serves(call.canary().namespace()) ? answer(call)
                    : completedStage(HookAnswer.foreignNamespace(call.canary()));
        } catch (InvalidField invalid) {
            return completedStage(HookAnswer.badRequest(invalid));
        }
    }

    private CompletionStage<HookAnswer> answer(Trigger.HookCall call) {
        if (call.type() == HookType.EVENT) {
            Log.infof("canary=%s hook=event message=\"%s\"", call.canary(), HookPayload.eventMessage(call));
            return completedStage(HookAnswer.noted());
        }
        return outcome(call).thenApply(outcome -> answer(call, outcome));
    }

    private HookAnswer answer(Trigger.HookCall call, Outcome outcome) {
        answered.fire(new HookAnswered(call, outcome));
        HookAnswer answer = HookAnswer.to(call, outcome);
        Log.debugf("canary=%s hook=%s answer=%d %s", call.canary(), call.type(), answer.status(), answer.text());
        return answer;
    }

    /**
     * A mistake of ours must not become a 500, which Flagger would count towards a rollback: it is blindness, and loud in the
     * log.
     */
    private CompletionStage<Outcome> outcome(Trigger.HookCall call) {
        return completedStage(call).thenCompose(rollouts::begin).exceptionally(bug -> {
            Log.errorf(bug, "canary=%s hook=%s failed", call.canary(), call.type());
            return new Outcome.Blind("a mistake in Serin, see its log");
        });
    }
}

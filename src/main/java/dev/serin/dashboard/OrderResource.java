package dev.serin.dashboard;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.access.Role;
import dev.serin.access.Visitor;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Trigger;
import dev.serin.rollout.Preview;
import dev.serin.rollout.RolloutService;
import dev.serin.rollout.TakeOverConfig;

/** Take over, for programs: the same orders as on the page. */
@Path("/api/canaries/{namespace}/{name}/orders")
@RolesAllowed(Role.Name.OPERATOR)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Take over")
class OrderResource {

    private static final String PAUSE = """
            {"order": "pause", "reason": "checkout is down", "lengthMinutes": 30, "release": "66fd8c7b9b", "basis": "-"}""";
    private static final String ADVANCE = """
            {"order": "advance", "to": 45, "reason": "looked at by hand", "release": "66fd8c7b9b", "basis": "-"}""";
    private static final String ROLLBACK = """
            {"order": "rollback", "reason": "customers report wrong prices", "release": "66fd8c7b9b"}""";

    private final RolloutService rollouts;
    private final Visitor visitor;
    private final TakeOverConfig limits;
    private final Clock clock;
    private final ObjectMapper json;

    OrderResource(RolloutService rollouts, Visitor visitor, TakeOverConfig limits, Clock clock, ObjectMapper json) {
        this.rollouts = rollouts;
        this.visitor = visitor;
        this.limits = limits;
        this.clock = clock;
        this.json = json;
    }

    @POST
    @Operation(operationId = "order", summary = "Give an order", description = "Pauses, resumes, advances, promotes or rolls back the release "
            + "that is under way, as a commit with your name. While you are in charge the policy only advises. The guardrails bound advance "
            + "and promote; promote-now skips analysis and guardrails; a rollback always goes through.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OrderRequest.class), examples = {
            @ExampleObject(name = "pause", summary = "Hold for half an hour", value = PAUSE),
            @ExampleObject(name = "advance", summary = "One more step", value = ADVANCE),
            @ExampleObject(name = "rollback", summary = "All traffic back to the primary", value = ROLLBACK) }))
    @APIResponse(responseCode = "200", description = "Done", content = @Content(schema = @Schema(implementation = OrderAnswer.Done.class)))
    @APIResponse(responseCode = "202", description = "A rollback while Git is away: it brakes with Flagger's next call and is committed when Git is back", content = @Content(schema = @Schema(implementation = OrderAnswer.Done.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; the text names it", content = @Content(schema = @Schema(implementation = CanaryResource.Problem.class)))
    @APIResponse(responseCode = "404", description = "The cluster has no such Canary")
    @APIResponse(responseCode = "409", description = "Refused, nothing was changed: by a guardrail, because a colleague was faster, or because another release is under way; the text says which", content = @Content(schema = @Schema(implementation = CanaryResource.Problem.class)))
    @APIResponse(responseCode = "503", description = "An outage: nothing was changed, and nothing acts on the order later")
    public Response order(@RestPath String namespace, @RestPath String name, byte[] body) {
        Trigger.Ordered ordered = ordered(namespace, name, body);
        return OrderAnswer.of(rollouts.handle(ordered), ordered.order()).toResponse();
    }

    @POST
    @Path("preview")
    @Operation(operationId = "previewOrder", summary = "Ask what an order would do", description = "Changes nothing: tells whether the order would be "
            + "carried out as things are now, and with which commit.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = OrderRequest.class), examples = @ExampleObject(name = "pause", value = PAUSE)))
    @APIResponse(responseCode = "200", description = "What it would do", content = @Content(schema = @Schema(implementation = Preview.class)))
    @APIResponse(responseCode = "400", description = "A field cannot be used; the text names it", content = @Content(schema = @Schema(implementation = CanaryResource.Problem.class)))
    public Preview preview(@RestPath String namespace, @RestPath String name, byte[] body) {
        return rollouts.preview(ordered(namespace, name, body));
    }

    private Trigger.Ordered ordered(String namespace, String name, byte[] body) {
        CanaryRef canary = new CanaryRef(namespace, name);
        return new Trigger.Ordered(canary,
                OrderRequest.read(body, json).by(visitor.person(), clock.instant(), limits));
    }

    @ServerExceptionMapper
    RestResponse<CanaryResource.Problem> badRequest(InvalidField invalid) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, new CanaryResource.Problem(invalid.getMessage()));
    }
}

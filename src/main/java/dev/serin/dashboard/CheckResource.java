package dev.serin.dashboard;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.access.Role;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.check.Finding;
import dev.serin.check.Report;
import dev.serin.check.WiringCheck;
import dev.serin.dashboard.CanaryResource.Problem;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is wrong with a Canary's wiring, for programs. */
@Path("/api/check")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.VIEWER)
@Tag(name = "Canaries")
class CheckResource {

    /** @param passes whether nothing is wrong but warnings, and everything could be checked */
    @RegisterForReflection
    record Checked(String namespace, String name, boolean passes, List<Finding> findings) {
    }

    private final WiringCheck wiring;

    CheckResource(WiringCheck wiring) {
        this.wiring = wiring;
    }

    @GET
    @Path("{namespace}/{name}")
    @Operation(operationId = "check", summary = "What is wrong with a canary's wiring", description = "Looks now, in the cluster, in Git and in "
            + "Prometheus, and says how to mend what is wrong. Changes nothing.")
    @APIResponse(responseCode = "400", description = "Not the name of a canary", content = @Content(schema = @Schema(implementation = Problem.class)))
    public Checked json(@RestPath String namespace, @RestPath String name) {
        Report report = wiring.check(new CanaryRef(namespace, name));
        return new Checked(namespace, name, report.passes(), report.findings());
    }

    @ServerExceptionMapper
    RestResponse<Problem> badRequest(InvalidField invalid) {
        return RestResponse.status(RestResponse.Status.BAD_REQUEST, new Problem(invalid.getMessage()));
    }
}

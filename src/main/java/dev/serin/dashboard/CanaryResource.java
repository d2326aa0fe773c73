package dev.serin.dashboard;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.access.Role;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Charge;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.journal.Entry;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The JSON API: the same as the page, for programs. */
@Path("/api/canaries")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.Name.VIEWER)
@Tag(name = "Canaries")
class CanaryResource {

    private static final int MAX_DECISIONS = 500;

    /** What went wrong, in one line. */
    @RegisterForReflection
    record Problem(String error) {
    }

    private final Fleet fleet;
    private final Clock clock;

    CanaryResource(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "canaries", summary = "All canaries", description = "By namespace and name, each with the decision that says why "
            + "it is where it is.")
    @APIResponse(responseCode = "200", description = "By namespace and name")
    @APIResponse(responseCode = "503", description = "The journal cannot be read")
    public List<ApiCanary> all() {
        List<CanaryView> canaries = fleet.all().canaries();
        Map<CanaryRef, Entry> telling = fleet.telling(canaries);
        return canaries.stream().map(view -> ApiCanary.of(view, Optional.ofNullable(telling.get(view.ref())),
                charge(view.charge(clock.instant())))).toList();
    }

    /** @param limit how many decisions, 1..500 */
    @GET
    @Path("{namespace}/{name}")
    @Operation(operationId = "canary", summary = "One canary with its newest decisions", description = "Also has the release and the basis that an "
            + "order must name.")
    @APIResponse(responseCode = "200", description = "The canary, its decisions newest first")
    @APIResponse(responseCode = "400", description = "Not the name of a canary, or the limit is out of range", content = @Content(schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "404", description = "Neither the cluster nor the journal knows this canary", content = @Content(schema = @Schema(implementation = Problem.class)))
    public ApiCanary.WithDecisions one(@RestPath String namespace, @RestPath String name,
            @Parameter(description = "How many decisions, 1 to 500", example = "50") @RestQuery @DefaultValue("50") String limit) {
        CanaryRef ref = new CanaryRef(namespace, name);
        int decisions = decisions(limit);
        CanaryView canary = fleet.find(ref).orElseThrow(() -> new UnknownCanary(ref));
        List<Entry> entries = fleet.entries(ref, decisions);
        return ApiCanary.of(canary, Optional.ofNullable(fleet.telling(List.of(canary)).get(ref)),
                charge(chargeOf(canary, entries))).with(entries);
    }

    /** The journal knows of an order before the cluster does. */
    private Optional<Charge> chargeOf(CanaryView canary, List<Entry> entries) {
        Optional<Entry> known = entries.stream().findFirst().filter(newest -> newest.newestStamp().isPresent());
        return known.isEmpty() || canary.phase().isIdle() ? canary.charge(clock.instant())
                : known.get().charge(clock.instant());
    }

    private Optional<ApiCanary.ApiCharge> charge(Optional<Charge> charge) {
        return charge.map(taken -> ApiCanary.ApiCharge.of(taken, fleet.order(taken)));
    }

    private static int decisions(String limit) {
        if (limit.matches("\\d{1,3}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MAX_DECISIONS) {
            return Integer.parseInt(limit);
        }
        throw new InvalidField("limit", "is out of range", "use a whole number from 1 to " + MAX_DECISIONS);
    }

    @ServerExceptionMapper
    RestResponse<Problem> badRequest(InvalidField invalid) {
        return problem(RestResponse.Status.BAD_REQUEST, invalid);
    }

    @ServerExceptionMapper
    RestResponse<Problem> notFound(UnknownCanary unknown) {
        return problem(RestResponse.Status.NOT_FOUND, unknown);
    }

    @ServerExceptionMapper
    RestResponse<Problem> unavailable(Outage outage) {
        return problem(RestResponse.Status.SERVICE_UNAVAILABLE, outage);
    }

    private static RestResponse<Problem> problem(RestResponse.Status status, RuntimeException cause) {
        return RestResponse.status(status, new Problem(cause.getMessage()));
    }
}

package dev.serin.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.journal.Entry;

/** The JSON API: the same as the page, for programs. */
@Path("/api/canaries")
@Produces(MediaType.APPLICATION_JSON)
class CanaryResource {

    private static final int MAX_DECISIONS = 500;

    /** What went wrong, in one line. */
    record Problem(String error) {
    }

    private final Fleet fleet;

    CanaryResource(Fleet fleet) {
        this.fleet = fleet;
    }

    @GET
    public List<ApiCanary> all() {
        List<CanaryView> canaries = fleet.all().canaries();
        Map<CanaryRef, Entry> telling = fleet.telling(canaries);
        return canaries.stream().map(canary -> ApiCanary.of(canary, Optional.ofNullable(telling.get(canary.ref())))).toList();
    }

    /** @param limit how many decisions, 1..500 */
    @GET
    @Path("{namespace}/{name}")
    public ApiCanary.WithDecisions one(@RestPath String namespace, @RestPath String name,
            @RestQuery @DefaultValue("50") String limit) {
        CanaryRef ref = new CanaryRef(namespace, name);
        int decisions = decisions(limit);
        CanaryView canary = fleet.find(ref).orElseThrow(() -> new UnknownCanary(ref));
        return ApiCanary.of(canary, fleet.telling(List.of(canary)).values().stream().findFirst())
                .with(fleet.entries(ref, decisions));
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

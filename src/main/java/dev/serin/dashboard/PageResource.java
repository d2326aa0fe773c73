package dev.serin.dashboard;

import java.time.Clock;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.access.Role;
import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateInstance;

/** The page: all canaries, and one of them. Rendered here; the script only fetches it again. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Name.VIEWER)
class PageResource {

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance fleet(FleetPage page);

        static native TemplateInstance canary(CanaryPage page);

        static native TemplateInstance problem(String title, String message);
    }

    private final Fleet fleet;
    private final Clock clock;
    private final DashboardConfig config;
    private final Optional<String> commitLink;

    PageResource(Fleet fleet, Clock clock, DashboardConfig config,
            @ConfigProperty(name = "serin.git.commit-link") Optional<String> commitLink) {
        this.fleet = fleet;
        this.clock = clock;
        this.config = config;
        this.commitLink = commitLink;
    }

    @GET
    public TemplateInstance all() {
        return Templates.fleet(FleetPage.of(fleet.all(), clock.instant(), commitLink));
    }

    @GET
    @Path("canaries/{namespace}/{name}")
    public TemplateInstance one(@RestPath String namespace, @RestPath String name) {
        CanaryRef ref = new CanaryRef(namespace, name);
        CanaryView canary = fleet.find(ref).orElseThrow(() -> new UnknownCanary(ref));
        return Templates.canary(
                CanaryPage.of(canary, fleet.entries(ref, config.entries()), clock.instant(), commitLink));
    }

    @ServerExceptionMapper
    RestResponse<String> badRequest(InvalidField invalid) {
        return problem(RestResponse.Status.BAD_REQUEST, "This is not the address of a canary", invalid);
    }

    @ServerExceptionMapper
    RestResponse<String> notFound(UnknownCanary unknown) {
        return problem(RestResponse.Status.NOT_FOUND, "No such canary", unknown);
    }

    @ServerExceptionMapper
    RestResponse<String> unavailable(Outage outage) {
        return problem(RestResponse.Status.SERVICE_UNAVAILABLE, "Nothing to show right now", outage);
    }

    private static RestResponse<String> problem(RestResponse.Status status, String title, RuntimeException cause) {
        return RestResponse.ResponseBuilder.create(status, Templates.problem(title, cause.getMessage()).render())
                .type(MediaType.TEXT_HTML_TYPE).build();
    }

    /** A mark for each action, so that colour is not the only difference. */
    @TemplateExtension
    static String mark(Action action) {
        return switch (action) {
            case HOLD -> "‖";
            case ADVANCE -> "↑";
            case PROMOTE -> "✓";
            case ROLLBACK -> "✕";
            case RESET -> "↺";
            case PROMOTE_NOW -> "⇑";
        };
    }
}

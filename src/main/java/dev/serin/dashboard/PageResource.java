package dev.serin.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

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

/** The pages: all canaries, and one of them. A browser that runs scripts is then told of changes by {@link LiveResource}. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Name.VIEWER)
class PageResource {

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance fleet(FleetPage page, Snapshot snapshot, long beatMillis);

        /** @param above what stands above the place where people take over */
        static native TemplateInstance canary(CanaryRef ref, String above, String below, long beatMillis);

        static native TemplateInstance problem(String title, String message);
    }

    private final Screens screens;
    private final DashboardConfig config;

    PageResource(Screens screens, DashboardConfig config) {
        this.screens = screens;
        this.config = config;
    }

    @GET
    public TemplateInstance all(@BeanParam FleetParameters parameters) {
        FleetPage page = screens.fleetPage(parameters.query());
        return Templates.fleet(page, Screens.of(page), config.beat().toMillis());
    }

    @GET
    @Path("canaries/{namespace}/{name}")
    public TemplateInstance one(@RestPath String namespace, @RestPath String name) {
        CanaryRef ref = new CanaryRef(namespace, name);
        String body = screens.canary(ref).body();
        int place = body.indexOf(Screens.TAKEOVER);
        return Templates.canary(ref, body.substring(0, place), body.substring(place + Screens.TAKEOVER.length()),
                config.beat().toMillis());
    }

    @ServerExceptionMapper
    RestResponse<String> badRequest(InvalidField invalid) {
        return problem(RestResponse.Status.BAD_REQUEST, "This address cannot be read", invalid);
    }

    @ServerExceptionMapper
    RestResponse<String> notFound(UnknownCanary unknown) {
        return problem(RestResponse.Status.NOT_FOUND, "No such canary", unknown);
    }

    @ServerExceptionMapper
    RestResponse<String> unavailable(Outage outage) {
        return problem(RestResponse.Status.SERVICE_UNAVAILABLE, "Nothing to show right now", outage);
    }

    static RestResponse<String> problem(RestResponse.Status status, String title, RuntimeException cause) {
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

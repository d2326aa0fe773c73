package dev.serin.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.access.Role;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.check.Report;
import dev.serin.check.WiringCheck;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * What is wrong with a Canary's wiring, for people. Asks cluster, Git and Prometheus anew each time, so it is a page of its own
 * and not part of the live one.
 */
@Path("/canaries/{namespace}/{name}/check")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Name.VIEWER)
class CheckPageResource {

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance check(Report report);
    }

    private final WiringCheck wiring;

    CheckPageResource(WiringCheck wiring) {
        this.wiring = wiring;
    }

    @GET
    public TemplateInstance page(@RestPath String namespace, @RestPath String name) {
        return Templates.check(wiring.check(new CanaryRef(namespace, name)));
    }

    @ServerExceptionMapper
    RestResponse<String> badRequest(InvalidField invalid) {
        return PageResource.problem(RestResponse.Status.BAD_REQUEST, "This address cannot be read", invalid);
    }
}

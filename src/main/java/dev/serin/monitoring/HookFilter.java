package dev.serin.monitoring;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

import dev.serin.webhook.FlaggerResource;

/** Stands around Flagger's hooks. It is made before the configuration is known, so {@link HookMeters} does the work. */
@Singleton
class HookFilter {

    private static final String CALL = HookFilter.class.getName();

    private final HookMeters meters;

    HookFilter(HookMeters meters) {
        this.meters = meters;
    }

    @ServerRequestFilter
    public void arrives(SimpleResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceClass() == FlaggerResource.class) {
            String type = request.getUriInfo().getPathParameters().getFirst("type");
            request.setProperty(CALL, meters.begin(type, request::getHeaderString));
        }
    }

    @ServerResponseFilter
    public void leaves(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CALL) instanceof HookSpan call) {
            meters.end(call, response.getStatus());
        }
    }
}

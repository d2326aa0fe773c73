package dev.serin.monitoring;

import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

import dev.serin.canary.HookType;
import dev.serin.rollout.RolloutConfig;
import dev.serin.webhook.FlaggerResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Tracer;

/**
 * Times Flagger's hooks, and gives each a span that goes on with the caller's trace. The span is made here and not by the HTTP
 * server, which would write the address into it: that ends with a token.
 */
@Singleton
class HookFilter {

    private static final String CALL = HookFilter.class.getName();

    private final RolloutConfig config;
    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Timer budgetLeft;

    HookFilter(RolloutConfig config, MeterRegistry registry, Tracer tracer) {
        this.config = config;
        this.registry = registry;
        this.tracer = tracer;
        this.budgetLeft = Buckets.CALL.timer("serin.budget.left", "What was left of a hook's budget when it was answered",
                registry);
    }

    @ServerRequestFilter
    public void arrives(SimpleResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceClass() == FlaggerResource.class) {
            request.setProperty(CALL, HookSpan.begin(tracer, hook(request), request::getHeaderString,
                    Timer.start(registry)));
        }
    }

    private static String hook(ContainerRequestContext request) {
        return HookType.of(request.getUriInfo().getPathParameters().getFirst("type")).map(HookType::wire).orElse("unknown");
    }

    @ServerResponseFilter
    public void leaves(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(CALL) instanceof HookSpan span) {
            span.end(response.getStatus());
            if (response.getStatus() != Response.Status.UNAUTHORIZED.getStatusCode()) {
                measure(span);
            }
        }
    }

    /** Callers that Serin does not know must not make it look quick. */
    private void measure(HookSpan span) {
        long nanos = span.time().stop(Buckets.CALL.timer("serin.hook", "From the arrival of a hook to its answer", registry,
                "hook", span.hook()));
        if (!span.hook().equals(HookType.EVENT.wire())) {
            budgetLeft.record(Math.max(0, config.budget().toNanos() - nanos), TimeUnit.NANOSECONDS);
        }
    }
}

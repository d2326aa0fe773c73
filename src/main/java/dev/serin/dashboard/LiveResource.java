package dev.serin.dashboard;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.jboss.resteasy.reactive.RestPath;

import dev.serin.access.Role;
import dev.serin.canary.CanaryRef;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** The pages as streams of server-sent events: first all of it, then what has changed, and a beat while nothing does. */
@Path("/live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@Blocking
@RolesAllowed(Role.Name.VIEWER)
class LiveResource {

    /** The event that says nothing but that Serin is there. */
    private static final String BEAT = "beat";

    private final Screens screens;
    private final LiveViews views;

    LiveResource(Screens screens, LiveViews views) {
        this.screens = screens;
        this.views = views;
    }

    @GET
    @Path("fleet")
    public Multi<OutboundSseEvent> all(@BeanParam FleetParameters parameters, @Context Sse sse) {
        FleetQuery query = parameters.query();
        return events(views.watch("fleet?" + query.parameters(), Optional.empty(), () -> screens.fleet(query)), sse);
    }

    /** @throws UnknownCanary before anything is sent */
    @GET
    @Path("canaries/{namespace}/{name}")
    public Multi<OutboundSseEvent> one(@RestPath String namespace, @RestPath String name, @Context Sse sse) {
        CanaryRef ref = new CanaryRef(namespace, name);
        screens.require(ref);
        return events(views.watch("canary " + ref, Optional.of(ref), () -> screens.canary(ref)), sse);
    }

    private static Multi<OutboundSseEvent> events(Multi<Snapshot> snapshots, Sse sse) {
        return Multi.createFrom().deferred(() -> {
            Told told = new Told();
            return snapshots.map(snapshot -> told.next(snapshot)
                    .map(html -> sse.newEvent(html)).orElseGet(() -> sse.newEvent(BEAT, "")));
        });
    }

    /** What one browser has been told: whatever it missed is in the next message. */
    private static final class Told {

        private Optional<Snapshot> last = Optional.empty();

        private Optional<String> next(Snapshot newer) {
            Optional<String> message = last.isEmpty() ? Optional.of(newer.whole()) : last.get().changesTo(newer);
            last = Optional.of(newer);
            return message;
        }
    }
}

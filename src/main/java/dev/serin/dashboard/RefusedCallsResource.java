package dev.serin.dashboard;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.serin.access.Role;
import dev.serin.journal.Journal;
import dev.serin.journal.RefusedCalls;

/** Who knocked without a credential that Serin knows; sources are addresses of people too, so only operators see them. */
@Path("/api/refused-calls")
@RolesAllowed(Role.Name.OPERATOR)
class RefusedCallsResource {

    private static final int LINES_MAX = 500;

    private final Journal journal;

    RefusedCallsResource(Journal journal) {
        this.journal = journal;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Calls without a known credential, a line for each minute, door and source, newest first")
    public List<RefusedCalls> newest() {
        return journal.refusedCalls(LINES_MAX);
    }
}

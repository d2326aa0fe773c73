package dev.serin.dashboard;

import java.util.Optional;

import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.serin.canary.Order;
import dev.serin.gitops.Change;
import dev.serin.rollout.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What became of an order, with the one owner of its status codes.
 *
 * @param status 200 done, 202 a rollback that brakes and is still to be committed, 404 no such canary, 409 refused, 503 an
 *        outage
 */
record OrderAnswer(int status, Object body) {

    /** What became of an order that was carried out. */
    @RegisterForReflection
    @Schema(name = "Done", description = "What became of an order that was carried out")
    record Done(
            @Schema(description = "The decision's id, as in the commit's trailers", examples = "3f0c9a1d2b4e") String decision,
            @Schema(description = "What was decided and why, in one line") String reason,
            @Schema(description = "What became of it in Git, in one line") String result,
            @Schema(description = "40 hexadecimal digits; null where nothing was committed") Optional<String> commit) {

        private static Done of(Outcome.Decided decided, String result) {
            return new Done(decided.ruling().id(), decided.ruling().decision().reason(), result,
                    decided.change() instanceof Change.Committed committed ? Optional.of(committed.commit())
                            : Optional.empty());
        }
    }

    static OrderAnswer of(Outcome outcome, Order order) {
        if (outcome instanceof Outcome.Decided decided) {
            return order.kind() == Order.Kind.ROLLBACK ? rollback(decided) : of(decided);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return problem(409, refused.reason());
        }
        return outcome instanceof Outcome.UnknownCanary unknown ? problem(404, "the cluster has no Canary " + unknown.canary())
                : problem(503, ((Outcome.Blind) outcome).reason());
    }

    /** Once it is decided it brakes; what is not in Git yet follows. */
    private static OrderAnswer rollback(Outcome.Decided decided) {
        return decided.change() instanceof Change.Failed failed
                ? new OrderAnswer(202,
                        Done.of(decided, "brakes with Flagger's next call; the commit follows: " + failed.reason()))
                : new OrderAnswer(200, Done.of(decided, decided.change().reason()));
    }

    private static OrderAnswer of(Outcome.Decided decided) {
        Change change = decided.change();
        if (change instanceof Change.Committed) {
            return new OrderAnswer(200, Done.of(decided, change.reason()));
        }
        return change instanceof Change.Failed failed
                ? problem(503, "not committed, and nothing acts on it later: " + failed.reason())
                : problem(409, change.reason());
    }

    private static OrderAnswer problem(int status, String reason) {
        return new OrderAnswer(status, new CanaryResource.Problem(reason));
    }

    Response toResponse() {
        return Response.status(status).entity(body).build();
    }
}

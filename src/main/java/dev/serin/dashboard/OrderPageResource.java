package dev.serin.dashboard;

import java.net.URI;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import dev.serin.access.FormToken;
import dev.serin.access.RefusedOrders;
import dev.serin.access.Role;
import dev.serin.access.Visitor;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Order;
import dev.serin.canary.Outage;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.rollout.Outcome;
import dev.serin.rollout.RolloutService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * The page that asks before an order is given, and gives it. Reading it changes nothing, so a link to it may stand in a chat
 * message. Works without a script.
 */
@Path("/canaries/{namespace}/{name}/{order}")
@Produces(MediaType.TEXT_HTML)
class OrderPageResource {

    private static final String NOT_OURS = "the form did not come from a page of Serin's, or that page is too old";

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance confirmation(Confirmation page);

        static native TemplateInstance overtaken(CanaryRef canary, Order.Kind kind, String linked, Release now);
    }

    private final Confirmations confirmations;
    private final RolloutService rollouts;
    private final FormToken tokens;
    private final RefusedOrders refused;
    private final Visitor visitor;

    OrderPageResource(Confirmations confirmations, RolloutService rollouts, FormToken tokens, RefusedOrders refused,
            Visitor visitor) {
        this.confirmations = confirmations;
        this.rollouts = rollouts;
        this.tokens = tokens;
        this.refused = refused;
        this.visitor = visitor;
    }

    /** @param release the revision that a link is about; empty for whichever is under way */
    @GET
    @RolesAllowed(Role.Name.VIEWER)
    public Response ask(@RestPath String namespace, @RestPath String name, @RestPath String order,
            @RestQuery Optional<String> release, @RestQuery Optional<String> weight, @RestQuery Optional<String> minutes,
            @RestCookie(FormToken.COOKIE) Optional<String> cookie, UriInfo address) {
        Confirmations.Question question = question(namespace, name, order, cookie);
        Release now = confirmations.release(question.canary());
        if (release.filter(linked -> !linked.equals(now.checksum())).isPresent()) {
            return Response.status(Response.Status.CONFLICT)
                    .entity(Templates.overtaken(question.canary(), question.kind(), release.get(), now)).build();
        }
        OrderForm form = confirmations.fresh(question.canary(), weight, minutes);
        return page(200, question, form, Confirmations.Progress.at(Confirmation.Step.LOOK), address);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Name.OPERATOR)
    public Response answer(@RestPath String namespace, @RestPath String name, @RestPath String order,
            @RestCookie(FormToken.COOKIE) Optional<String> cookie, MultivaluedMap<String, String> fields, UriInfo address) {
        Confirmations.Question question = question(namespace, name, order, cookie);
        if (!tokens.matches(cookie, OrderForm.field(fields, "token"))) {
            return notOurs(question, address);
        }
        OrderForm form = OrderForm.of(fields);
        Confirmation.Step step = Confirmation.Step.of(OrderForm.field(fields, "step"));
        if (step == Confirmation.Step.LOOK) {
            return page(200, question, form, Confirmations.Progress.at(step), address);
        }
        boolean sure = question.kind() != Order.Kind.PROMOTE_NOW || OrderForm.field(fields, "sure").equals("yes");
        return ordered(question, form, step, sure, address);
    }

    private Confirmations.Question question(String namespace, String name, String order, Optional<String> cookie) {
        return new Confirmations.Question(new CanaryRef(namespace, name), Order.Kind.of(order), visitor.person(),
                tokens.forPage(cookie));
    }

    /** What was typed is not shown again: somebody else may have typed it. */
    private Response notOurs(Confirmations.Question question, UriInfo address) {
        refused.record(question.canary(), question.person(), question.kind().word(), NOT_OURS);
        OrderForm form = confirmations.fresh(question.canary(), Optional.empty(), Optional.empty());
        return page(403, question, form, Confirmations.Progress.refused(NOT_OURS), address);
    }

    private Response ordered(Confirmations.Question question, OrderForm form, Confirmation.Step step, boolean sure,
            UriInfo address) {
        try {
            Order order = confirmations.order(question, form);
            if (step == Confirmation.Step.ACT && sure) {
                return told(question, form, rollouts.handle(new Trigger.Ordered(question.canary(), order)), address);
            }
            return asked(question, form, step, address);
        } catch (InvalidField invalid) {
            return page(400, question, form, Confirmations.Progress.wrong(Confirmation.Step.LOOK, invalid), address);
        }
    }

    private Response asked(Confirmations.Question question, OrderForm form, Confirmation.Step step, UriInfo address) {
        return step == Confirmation.Step.ASK
                ? page(200, question, form, Confirmations.Progress.at(step), address)
                : page(400, question, form, Confirmations.Progress.wrong(Confirmation.Step.ASK, "sure",
                        "Tick this to promote past the analysis"), address);
    }

    private Response told(Confirmations.Question question, OrderForm form, Outcome outcome, UriInfo address) {
        if (outcome instanceof Outcome.Decided decided) {
            return Response.seeOther(URI.create("/canaries/" + question.canary() + "?" + Takeovers.DONE + "="
                    + decided.ruling().id())).build();
        }
        if (outcome instanceof Outcome.UnknownCanary unknown) {
            throw new UnknownCanary(unknown.canary());
        }
        return outcome instanceof Outcome.Refused no
                ? page(409, question, form, Confirmations.Progress.refused(no.reason()), address)
                : page(503, question, form, Confirmations.Progress.refused(((Outcome.Blind) outcome).reason()), address);
    }

    /**
     * With the referrer withheld, as everywhere else, browsers would not say either where the form comes from; inside Serin
     * they may.
     */
    private Response page(int status, Confirmations.Question question, OrderForm form, Confirmations.Progress progress,
            UriInfo address) {
        Response.ResponseBuilder answer = Response.status(status)
                .entity(Templates.confirmation(confirmations.page(question, form, progress)))
                .header("Referrer-Policy", "same-origin");
        return visitor.isOperator() ? answer.cookie(tokens.cookie(question.token(), address.getPath(),
                address.getBaseUri().getScheme().equals("https"))).build() : answer.build();
    }

    @ServerExceptionMapper
    Response badRequest(InvalidField invalid) {
        return invalid.field().equals("order") ? problem(404, "No such order", invalid)
                : problem(400, "This is not the address of a canary", invalid);
    }

    @ServerExceptionMapper
    Response notFound(UnknownCanary unknown) {
        return problem(404, "No such canary", unknown);
    }

    @ServerExceptionMapper
    Response unavailable(Outage outage) {
        return problem(503, "Nothing to show right now", outage);
    }

    private static Response problem(int status, String title, RuntimeException cause) {
        return Response.status(status).type(MediaType.TEXT_HTML_TYPE)
                .entity(PageResource.Templates.problem(title, cause.getMessage())).build();
    }
}

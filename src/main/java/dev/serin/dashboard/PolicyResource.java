package dev.serin.dashboard;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.serin.access.Role;
import dev.serin.guardrail.GuardrailConfig;
import dev.serin.policy.Policy;
import dev.serin.policy.PolicyConfig;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Which policy runs: for people and for programs. */
@Path("/")
@RolesAllowed(Role.Name.VIEWER)
class PolicyResource {

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance policy(PolicyCard card);
    }

    private final PolicyCard card;

    PolicyResource(Policy policy, PolicyConfig config, GuardrailConfig guardrails) {
        this.card = PolicyCard.of(policy, config, guardrails);
    }

    @GET
    @Path("policy")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance page() {
        return Templates.policy(card);
    }

    @GET
    @Path("api/policy")
    @Produces(MediaType.APPLICATION_JSON)
    public PolicyCard json() {
        return card;
    }
}

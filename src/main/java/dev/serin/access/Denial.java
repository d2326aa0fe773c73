package dev.serin.access;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * No, in words: a page for people, JSON for programs.
 *
 * @param title short
 * @param message what is wrong and what to do about it; one or more sentences
 */
record Denial(int status, String title, String message) {

    /** The same shape as every other problem of the API. */
    @RegisterForReflection
    record Problem(String error) {
    }

    @CheckedTemplate
    static class Templates {

        static native TemplateInstance denial(Denial denial);
    }

    /** @param path of the request */
    Response.ResponseBuilder answer(String path) {
        return path.startsWith("/api/")
                ? Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(new Problem(message))
                : Response.status(status).type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(Templates.denial(this).render());
    }
}

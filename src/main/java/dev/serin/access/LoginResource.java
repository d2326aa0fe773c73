package dev.serin.access;

import java.net.URI;
import java.util.regex.Pattern;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import io.quarkus.security.Authenticated;

/**
 * Asks those to log in who only read so far. It lies at the root, so that a browser sends the password to every other page
 * too, and it is where a provider sends people back to.
 */
@Path("/login")
@Authenticated
class LoginResource {

    private static final Pattern OWN_PAGE = Pattern.compile("/(canaries(/[a-z0-9][a-z0-9.-]*){2,3})?");

    /** @param to the page to go back to; anything else than a page of Serin's leads to the first one */
    @GET
    public RestResponse<Void> login(@RestQuery @DefaultValue("/") String to) {
        return RestResponse.seeOther(URI.create(OWN_PAGE.matcher(to).matches() ? to : "/"));
    }
}

package dev.serin.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells which addresses would be let in, before anybody calls them. */
@ApplicationScoped
public class HookDoor {

    private final Callers callers;

    HookDoor(Callers callers) {
        this.callers = callers;
    }

    /** Whether a call to this address carries a token that Serin knows, or needs none. */
    public boolean opensTo(HookAddress address) {
        return address.token().isEmpty() ? callers.mayCall("", authorization(address.userInfo()))
                : callers.mayCall(address.token(), "");
    }

    /** Whether Serin decides for the Canaries of this namespace. */
    public boolean serves(String namespace) {
        return callers.serves(namespace);
    }

    /** The header that Flagger's HTTP client makes of the address. */
    private static String authorization(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }
}

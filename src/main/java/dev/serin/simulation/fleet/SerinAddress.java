package dev.serin.simulation.fleet;

import java.net.URI;

import dev.serin.canary.HookType;

/**
 * Where the manifests' hooks point.
 *
 * @param url base address of Serin
 * @param token what the path of a hook's URL ends with
 */
public record SerinAddress(URI url, String token) {

    /** How the manifests of the demo spell the address. */
    private static final String PLACE = "http://serin.serin-system";
    private static final String TOKEN_PLACE = "TOKEN";

    String hook(HookType type) {
        return url + "/flagger/" + type.wire() + "/" + token;
    }

    String writtenInto(String manifest) {
        return manifest.replace(PLACE, url.toString()).replace(TOKEN_PLACE, token);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Serin at " + url;
    }
}

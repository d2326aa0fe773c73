package dev.serin.simulation.flagger;

/**
 * What Flagger makes of a hook's answer.
 *
 * @param success status 202 or less: 204 is a failure
 * @param message the body, or why there is none
 */
public record HookResponse(boolean success, String message) {

    private static final int HIGHEST_SUCCESS = 202;

    public static HookResponse of(int status, String body) {
        return new HookResponse(status <= HIGHEST_SUCCESS, body);
    }

    public static HookResponse failed(String reason) {
        return new HookResponse(false, reason);
    }
}

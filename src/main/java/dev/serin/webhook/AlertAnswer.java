package dev.serin.webhook;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;

/**
 * The answer to a call of Alertmanager, and the one owner of its status codes. Alertmanager retries 5xx with a growing pause
 * and sends what was answered 4xx again at each {@code group_interval} for as long as it fires; so 4xx is only for what is
 * really wrong, and 503 for what a retry can mend (Retrier in its notify/util.go).
 *
 * @param status 202, 400, 401, 413 or 503
 * @param text one line
 */
record AlertAnswer(int status, String text) {

    static final AlertAnswer UNAUTHORIZED = new AlertAnswer(401, "this call needs a token that Serin knows");
    static final AlertAnswer TOO_LARGE = new AlertAnswer(413,
            "the body is larger than 1 MiB: set max_alerts in the receiver, or group by more labels");

    static AlertAnswer badRequest(InvalidField invalid) {
        return new AlertAnswer(400, invalid.getMessage());
    }

    static AlertAnswer notNow(Outage outage) {
        return new AlertAnswer(503, "nobody knows yet which canary is meant: " + outage.getMessage());
    }

    /** Whatever became of them: an alert that concerns no canary is no mistake of Alertmanager's. */
    static AlertAnswer taken(String whatBecameOfThem) {
        return new AlertAnswer(202, whatBecameOfThem);
    }

    Response toResponse() {
        return Response.status(status).type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity(text + "\n").build();
    }
}

package dev.serin.webhook;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.serin.canary.InvalidField;

/**
 * The answer to an event, and the one owner of its status codes. A Knative broker takes 2xx for delivered, but only without a
 * body or with an event in it; it retries 404, 408, 409, 429 and 5xx, and gives up on every other code (pkg/kncloudevents in
 * its eventing). So 2xx also for what is of no use here or came before, 503 for what a retry can mend, and 400, 401, 413 and
 * 415 for what it cannot.
 *
 * @param status 202, 400, 401, 413, 415 or 503
 * @param text one line; empty for 202
 */
record EventAnswer(int status, String text) {

    static final EventAnswer TAKEN = new EventAnswer(202, "");
    static final EventAnswer UNAUTHORIZED = new EventAnswer(401, "this call needs a token or a signature that Serin knows");
    static final EventAnswer TOO_LARGE = new EventAnswer(413, "the body is larger than 1 MiB");
    static final EventAnswer BATCHED = new EventAnswer(415, "events in batches are not taken: send them one by one");

    static EventAnswer badRequest(InvalidField invalid) {
        return new EventAnswer(400, invalid.getMessage());
    }

    /** Alerts are answered the same way to Alertmanager, but for the text. */
    static EventAnswer to(AlertAnswer answer) {
        return answer.status() == TAKEN.status() ? TAKEN : new EventAnswer(answer.status(), answer.text());
    }

    Response toResponse() {
        return text.isEmpty() ? Response.status(status).build()
                : Response.status(status).type(MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")).entity(text + "\n").build();
    }
}

package dev.serin.simulation.flagger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Calls hooks over HTTP as Flagger does through go-retryablehttp (pkg/controller/webhook.go): a time-out per attempt;
 * connection errors, 429 and 5xx except 501 are tried again, with growing pauses, and lose their body.
 */
public final class HttpHookClient implements HookClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL).build();
    private final Duration firstPause;
    private final UnaryOperator<String> resolver;

    /** @param firstPause before the second attempt, doubled for each further one; Flagger's is one second */
    public HttpHookClient(Duration firstPause) {
        this(firstPause, url -> url);
    }

    /** @param resolver turns a hook's URL into one that is reached from here, as the cluster's DNS would */
    public HttpHookClient(Duration firstPause, UnaryOperator<String> resolver) {
        this.firstPause = firstPause;
        this.resolver = resolver;
    }

    @Override
    public HookResponse call(Webhook webhook, HookPayload payload) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(resolver.apply(webhook.url()))).timeout(webhook.timeout())
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json(payload))).build();
        try {
            return attempts(request, webhook.retries());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HookResponse.failed("interrupted");
        }
    }

    private HookResponse attempts(HttpRequest request, int retries) throws InterruptedException {
        Duration pause = firstPause;
        for (int attempt = 0; attempt <= retries; attempt++) {
            if (attempt > 0) {
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (!isTriedAgain(response.statusCode())) {
                    return HookResponse.of(response.statusCode(), response.body());
                }
            } catch (IOException unreachable) {
                continue;
            }
        }
        return HookResponse.failed("giving up after " + (retries + 1) + " attempt(s)");
    }

    private static boolean isTriedAgain(int status) {
        return status == 429 || status >= 500 && status != 501;
    }

    private static String json(HookPayload payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

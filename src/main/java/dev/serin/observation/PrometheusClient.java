package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks Prometheus instant queries over its HTTP API. Questions go by POST, because one that names hundreds of workloads
 * is too long for an address. Whatever goes wrong is an {@link Answer.Fault}.
 */
@ApplicationScoped
public class PrometheusClient {

    private final PrometheusConfig config;
    private final RequestCredentials credentials;
    private final URI endpoint;
    private final HttpClient http;

    public PrometheusClient(PrometheusConfig config) {
        this.config = config;
        this.credentials = new RequestCredentials(config);
        this.endpoint = URI.create(config.url().toString().replaceAll("/+$", "") + "/api/v1/query");
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(config.timeout()).build();
    }

    /**
     * Asks without waiting.
     *
     * @param time the instant that the query is evaluated at: one for all questions of a decision
     * @param timeout how long the whole answer may take, sent to Prometheus as well
     * @return always completes, at the latest when the time is over, and never exceptionally
     */
    public CompletableFuture<Answer> ask(String query, Instant time, Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            return faulty("was not asked: no time is left");
        }
        try {
            return send(request(query, time, timeout), timeout);
        } catch (IOException e) {
            return faulty("was not asked: the file with its credentials cannot be read");
        } catch (IllegalArgumentException e) {
            return faulty("was not asked: its address, a header or a credential is not valid");
        }
    }

    private static CompletableFuture<Answer> faulty(String reason) {
        return CompletableFuture.completedFuture(new Answer.Fault(reason));
    }

    private HttpRequest request(String query, Instant time, Duration timeout) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).timeout(timeout)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("query=" + encode(query) + "&time=" + seconds(time) + "&timeout="
                        + timeout.toMillis() + "ms"));
        credentials.applyTo(request);
        return request.build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%03d", time.getEpochSecond(), time.getNano() / 1_000_000);
    }

    /** The client's own time-out ends with the headers, so the body is timed here and the exchange cancelled. */
    private CompletableFuture<Answer> send(HttpRequest request, Duration timeout) {
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request,
                head -> new BoundedBody(config.answerBytesMax()));
        return exchange.copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).handle((response, problem) -> {
            if (problem == null) {
                return clean(AnswerParser.parse(response.statusCode(), response.body()), request);
            }
            exchange.cancel(true);
            return new Answer.Fault(reason(problem, timeout));
        });
    }

    private static Answer clean(Answer answer, HttpRequest request) {
        return answer instanceof Answer.Fault fault
                ? new Answer.Fault(RequestCredentials.clean(fault.reason(), request))
                : answer;
    }

    private String reason(Throwable problem, Duration timeout) {
        Throwable cause = problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "did not answer within " + timeout.toMillis() + " ms";
        }
        return cause instanceof BoundedBody.TooLarge ? "answered with more than " + config.answerBytesMax() + " bytes"
                : "cannot be reached (" + cause.getClass().getSimpleName() + ")";
    }
}

package dev.serin.observation;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.observation.PrometheusAnswer.Fault;
import dev.serin.observation.PrometheusAnswer.Sample;
import dev.serin.observation.PrometheusAnswer.Samples;

/**
 * Prometheus's HTTP API, instant queries by POST (prometheus.io/docs/prometheus/latest/querying/api). Everything that can go wrong is a
 * {@link Fault}; nothing is thrown.
 */
final class PrometheusClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EXCERPT = 160;

    private final HttpClient http;
    private final URI query;
    private final Optional<Path> bearerTokenFile;

    PrometheusClient(URI url, Optional<Path> bearerTokenFile) {
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        this.query = URI.create(url.toString().replaceFirst("/+$", "") + "/api/v1/query");
        this.bearerTokenFile = bearerTokenFile;
    }

    /** @param timeout of this query, told to Prometheus as well so that it stops working for nobody */
    CompletableFuture<PrometheusAnswer> ask(String promql, Instant time, Duration timeout) {
        if (timeout.isZero()) {
            return CompletableFuture.completedFuture(new Fault("no time was left to ask Prometheus"));
        }
        try {
            return http.sendAsync(request(promql, time, timeout), HttpResponse.BodyHandlers.ofString())
                    .<PrometheusAnswer> thenApply(PrometheusClient::read)
                    .completeOnTimeout(tooSlow(timeout), timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(failure -> unreachable(failure, timeout));
        } catch (IOException noToken) {
            return CompletableFuture.completedFuture(new Fault("the bearer token for Prometheus cannot be read"));
        }
    }

    private HttpRequest request(String promql, Instant time, Duration timeout) throws IOException {
        String form = "query=" + encode(promql) + "&time=" + encode(time.toString()) + "&timeout=" + timeout.toMillis() + "ms";
        HttpRequest.Builder request = HttpRequest.newBuilder(query).timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (bearerTokenFile.isPresent()) {
            request.header("Authorization", "Bearer " + Files.readString(bearerTokenFile.get()).strip());
        }
        return request.build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Fault tooSlow(Duration timeout) {
        return new Fault("Prometheus did not answer within " + timeout.toMillis() + " ms");
    }

    private static Fault unreachable(Throwable failure, Duration timeout) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof HttpTimeoutException ? tooSlow(timeout) : new Fault("Prometheus cannot be reached");
    }

    private static PrometheusAnswer read(HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            return response.statusCode() == 200 && "success".equals(body.path("status").asText()) ? samples(body)
                    : new Fault("Prometheus answered " + response.statusCode() + " " + excerpt(body.path("error").asText("")));
        } catch (JsonProcessingException notJson) {
            return new Fault("Prometheus answered " + response.statusCode() + " without JSON");
        }
    }

    /** A warning means that a part is missing, for example a store behind Thanos: partial counts would mislead. */
    private static PrometheusAnswer samples(JsonNode body) {
        if (!body.path("warnings").isEmpty()) {
            return new Fault("Prometheus answered in part: " + excerpt(body.path("warnings").get(0).asText()));
        }
        if (!"vector".equals(body.path("data").path("resultType").asText())) {
            return new Fault("Prometheus answered with a " + excerpt(body.path("data").path("resultType").asText("nothing")));
        }
        return vector(body.path("data").path("result"));
    }

    private static PrometheusAnswer vector(JsonNode result) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode element : result) {
            JsonNode value = element.path("value").path(1);
            if (!value.isTextual()) {
                return new Fault("Prometheus answered with native histograms: ask for classic ones");
            }
            samples.add(new Sample(labels(element.path("metric")), number(value.textValue())));
        }
        return new Samples(samples);
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new HashMap<>();
        metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> parsed(text);
        };
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}

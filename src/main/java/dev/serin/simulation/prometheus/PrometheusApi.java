package dev.serin.simulation.prometheus;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.serin.simulation.http.JsonAnswer;
import dev.serin.simulation.http.LocalServer;

/** Prometheus's HTTP API as far as Serin uses it: {@code /api/v1/query} by POST or GET, answered from recorded samples. */
public final class PrometheusApi implements AutoCloseable {

    private final SampleHistory history;
    private final Clock clock;
    private final LocalServer server;
    private volatile boolean failing;

    public PrometheusApi(SampleHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
        this.server = new LocalServer(this::handle);
    }

    public URI url() {
        return server.url();
    }

    /** Refuses connections from now on. */
    public void unplug() {
        server.unplug();
    }

    /** Answers again, whichever way it was out. */
    public void plugIn() {
        failing = false;
        server.plugIn();
    }

    /** Answers 503 from now on, as a proxy in front of a dead Prometheus does. */
    public void fail() {
        failing = true;
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        answer(exchange).send(exchange);
    }

    private JsonAnswer answer(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = parameters(exchange);
        if (failing) {
            return error(503, "unavailable", "Service Unavailable");
        } else if (!exchange.getRequestURI().getPath().equals("/api/v1/query")) {
            return error(404, "not_found", "only /api/v1/query is served here");
        } else if (parameters.getOrDefault("query", "").isBlank()) {
            return error(400, "bad_data", "invalid parameter \"query\": no expression found in input");
        }
        return time(parameters).map(time -> vector(InstantQuery.of(parameters.get("query")), time))
                .orElseGet(() -> error(400, "bad_data", "invalid parameter \"time\""));
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String form : new String[] { Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""), body }) {
            for (String pair : form.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Unix seconds with a fraction, or RFC 3339; now when not given. Empty when it is neither. */
    private Optional<Instant> time(Map<String, String> parameters) {
        String text = parameters.getOrDefault("time", clock.instant().toString());
        try {
            return Optional.of(text.contains("T") ? Instant.parse(text)
                    : Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private JsonAnswer vector(InstantQuery query, Instant time) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("status", "success");
        ObjectNode data = body.putObject("data").put("resultType", "vector");
        ArrayNode result = data.putArray("result");
        query.evaluate(history, time).forEach((labels, value) -> {
            ObjectNode sample = result.addObject();
            labels.forEach(sample.putObject("metric")::put);
            sample.putArray("value").add(time.toEpochMilli() / 1000.0).add(Double.toString(value));
        });
        return new JsonAnswer(200, body);
    }

    private static JsonAnswer error(int status, String type, String message) {
        return new JsonAnswer(status, JsonNodeFactory.instance.objectNode().put("status", "error").put("errorType", type)
                .put("error", message));
    }
}

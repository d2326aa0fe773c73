package dev.serin.observation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Reads the envelope of Prometheus's HTTP API (its docs/querying/api.md). Anything unexpected is a fault, never an exception.
 */
final class AnswerParser {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTED_MAX = 200;

    private AnswerParser() {
    }

    static Answer parse(int status, byte[] body) {
        Optional<JsonNode> envelope = envelope(body);
        if (envelope.isEmpty()) {
            return new Answer.Fault("answered " + status + " with something that is not JSON");
        }
        boolean success = status == 200 && envelope.get().path("status").asText().equals("success");
        return success ? success(envelope.get()) : error(status, envelope.get());
    }

    private static Optional<JsonNode> envelope(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Answer.Fault error(int status, JsonNode envelope) {
        String type = envelope.path("errorType").asText();
        return new Answer.Fault("answered " + status + (type.isEmpty() ? "" : " " + quote(type))
                + (envelope.path("error").isTextual() ? ": " + quote(envelope.path("error").asText()) : ""));
    }

    private static Answer success(JsonNode envelope) {
        if (!envelope.path("warnings").isEmpty()) {
            return new Answer.Fault("warned that its answer is partial: " + quote(envelope.path("warnings").path(0).asText()));
        }
        JsonNode data = envelope.path("data");
        if (!data.path("resultType").asText().equals("vector") || !data.path("result").isArray()) {
            return new Answer.Fault(
                    "answered with " + quote(data.path("resultType").asText("no type")) + " instead of a vector");
        }
        return vector(data.path("result"));
    }

    private static Answer vector(JsonNode result) {
        List<Answer.Sample> samples = new ArrayList<>(result.size());
        for (JsonNode element : result) {
            if (element.has("histogram")) {
                return new Answer.Fault("answered with a native histogram; a counter or classic buckets are needed");
            }
            if (!element.path("value").path(1).isTextual()) {
                return new Answer.Fault("answered with an element that has no value");
            }
            samples.add(new Answer.Sample(labels(element.path("metric")), number(element.path("value").path(1).asText())));
        }
        return new Answer.Samples(samples);
    }

    private static Map<String, String> labels(JsonNode metric) {
        Map<String, String> labels = new HashMap<>();
        metric.fields().forEachRemaining(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    /** A number as Go prints it; what is not one is as good as NaN. */
    static double number(String text) {
        try {
            return switch (text) {
                case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String quote(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > QUOTED_MAX ? line.substring(0, QUOTED_MAX) + "..." : line;
    }
}

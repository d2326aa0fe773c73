package dev.serin.webhook;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;

/**
 * A CloudEvent 1.0 as the HTTP binding brings it, in binary or structured mode. Attributes that Serin has no use for are passed
 * over.
 *
 * @param data a JSON object
 */
record IncomingEvent(String id, String source, String type, JsonNode data) {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch";
    /** Of characters: what a sender says of itself is remembered for a while. */
    private static final int ATTRIBUTE_MAX = 1024;
    private static final String REMEDY = "send a CloudEvent 1.0, in binary or structured mode";

    /** @param contentType empty where there is none */
    static boolean isBatch(String contentType) {
        return lower(contentType).startsWith(BATCH);
    }

    /**
     * @param header gives a header's value, empty where there is none
     * @throws InvalidField when it is no such event; names the attribute
     */
    static IncomingEvent read(Function<String, String> header, byte[] body, ObjectMapper json) {
        return lower(header.apply("Content-Type")).startsWith(STRUCTURED) ? structured(object(body, "body", json), json)
                : new IncomingEvent(attributes(name -> decoded(header.apply("ce-" + name)), "ce-"), object(body, "data", json));
    }

    private record Attributes(String id, String source, String type) {
    }

    private IncomingEvent(Attributes attributes, JsonNode data) {
        this(attributes.id(), attributes.source(), attributes.type(), data);
    }

    private static IncomingEvent structured(JsonNode event, ObjectMapper json) {
        return new IncomingEvent(attributes(name -> event.path(name).asText(), ""), data(event, json));
    }

    private static JsonNode data(JsonNode event, ObjectMapper json) {
        if (event.has("data_base64")) {
            return object(bytes(event.path("data_base64")), "data_base64", json);
        }
        if (!event.path("data").isObject()) {
            throw new InvalidField("data", "is not a JSON object", REMEDY);
        }
        return event.path("data");
    }

    private static byte[] bytes(JsonNode base64) {
        try {
            return Optional.ofNullable(base64.binaryValue()).orElse(new byte[0]);
        } catch (IOException notBase64) {
            throw new InvalidField("data_base64", "is not base64", REMEDY);
        }
    }

    private static Attributes attributes(Function<String, String> attribute, String prefix) {
        if (!attribute.apply("specversion").equals("1.0")) {
            throw new InvalidField(prefix + "specversion", "is not 1.0", REMEDY);
        }
        return new Attributes(required("id", attribute, prefix), required("source", attribute, prefix),
                required("type", attribute, prefix));
    }

    private static String required(String name, Function<String, String> attribute, String prefix) {
        String value = attribute.apply(name);
        if (value.isEmpty()) {
            throw new InvalidField(prefix + name, "is missing", REMEDY);
        }
        if (value.length() > ATTRIBUTE_MAX) {
            throw new InvalidField(prefix + name, "is longer than " + ATTRIBUTE_MAX + " characters", "send a shorter one");
        }
        return value;
    }

    private static JsonNode object(byte[] body, String field, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            throw new InvalidField(field, "is not JSON", REMEDY);
        }
        throw new InvalidField(field, "is not a JSON object", REMEDY);
    }

    /** A plus sign is a plus sign in a header. */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return value;
        }
    }

    private static String lower(String contentType) {
        return contentType.toLowerCase(Locale.ROOT);
    }
}

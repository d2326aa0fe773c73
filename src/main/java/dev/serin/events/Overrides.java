package dev.serin.events;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;

/** Knative's {@code {"extensions": {"name": "value"}}}: attributes that whoever binds a sink wants on each event. */
final class Overrides {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

    private Overrides() {
    }

    /** @throws InvalidField when it is something else */
    static Map<String, String> read(String text, ObjectMapper json) {
        try {
            Map<String, String> extensions = new TreeMap<>();
            JsonNode all = json.readTree(text).path("extensions");
            all.fields().forEachRemaining(one -> extensions.put(name(one.getKey()), one.getValue().asText()));
            return extensions;
        } catch (JsonProcessingException notJson) {
            throw invalid("is not JSON");
        }
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw invalid("names an attribute that CloudEvents do not allow");
        }
        return name;
    }

    private static InvalidField invalid(String problem) {
        return new InvalidField("serin.events.overrides", problem, "use {\"extensions\": {\"name\": \"value\"}}");
    }
}

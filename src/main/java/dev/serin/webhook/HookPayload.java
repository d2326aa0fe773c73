package dev.serin.webhook;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.HookType;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;

/**
 * Reads Flagger's CanaryWebhookPayload (pkg/apis/flagger/v1beta1/canary.go). Fields that a newer Flagger adds are
 * ignored; a phase that Serin does not know counts as none, since most hooks send a constant there anyway.
 */
final class HookPayload {

    private static final int EVENT_MESSAGE_MAX = 300;

    private final JsonNode body;

    private HookPayload(JsonNode body) {
        this.body = body;
    }

    /** @throws InvalidField when the body is not a payload; names the field */
    static Trigger.HookCall read(HookType type, byte[] body, ObjectMapper json) {
        return new HookPayload(parse(body, json)).toCall(type);
    }

    /** What Flagger says in an event hook, in one line; the rest of the metadata may be secret. */
    static String eventMessage(Trigger.HookCall call) {
        String line = call.metadata().getOrDefault("eventMessage", "").replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.substring(0, Math.min(line.length(), EVENT_MESSAGE_MAX));
    }

    private static JsonNode parse(byte[] body, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            throw new InvalidField("body", "is not JSON", "send Flagger's webhook payload");
        }
        throw new InvalidField("body", "is not a JSON object", "send Flagger's webhook payload");
    }

    private Trigger.HookCall toCall(HookType type) {
        CanaryRef canary = new CanaryRef(text("namespace").orElse(""), text("name").orElse(""));
        Release release = text("checksum").filter(checksum -> !checksum.isEmpty()).map(Release::new).orElse(Release.ANY);
        return new Trigger.HookCall(type, canary, phase(), release, metadata());
    }

    private Phase phase() {
        try {
            return Phase.of(text("phase").orElse(""));
        } catch (InvalidField newerThanSerin) {
            return Phase.NONE;
        }
    }

    private Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new InvalidField(field, "is not a string", "send it as Flagger does");
        }
        return Optional.of(value.textValue());
    }

    private Map<String, String> metadata() {
        JsonNode metadata = body.path("metadata");
        if (!metadata.isMissingNode() && !metadata.isNull() && !metadata.isObject()) {
            throw new InvalidField("metadata", "is not an object", "send strings by name, as Flagger does");
        }
        Map<String, String> texts = new HashMap<>();
        metadata.fields().forEachRemaining(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}

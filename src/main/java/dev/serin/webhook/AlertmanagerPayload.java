package dev.serin.webhook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.serin.canary.InvalidField;
import dev.serin.observation.ReportedAlert;

/**
 * Alertmanager's webhook payload, version 4 (Message in its notify/webhook/webhook.go). Fields that a newer Alertmanager adds
 * are passed over, and so is the status of the whole: in one call some alerts fire while others have ended.
 *
 * @param receiver its name in Alertmanager's configuration; empty where the sender gives none
 * @param truncated how many alerts did not fit, by the receiver's {@code max_alerts}
 */
record AlertmanagerPayload(String receiver, List<ReportedAlert> alerts, long truncated) {

    private static final String VERSION = "4";

    AlertmanagerPayload {
        alerts = List.copyOf(alerts);
    }

    /** @throws InvalidField when the body is not such a payload; names the field */
    static AlertmanagerPayload read(byte[] body, ObjectMapper json) {
        return read(parse(body, json));
    }

    /** Whether JSON means to be such a payload, of whichever version. */
    static boolean isOne(JsonNode payload) {
        return payload.path("alerts").isArray() && payload.path("version").isTextual();
    }

    /** @throws InvalidField when a field is missing or of another shape; names it */
    static AlertmanagerPayload read(JsonNode payload) {
        if (!VERSION.equals(payload.path("version").textValue())) {
            throw new InvalidField("version", "is not \"4\"", "send Alertmanager's own payload, without a template of yours");
        }
        return new AlertmanagerPayload(payload.path("receiver").asText(), alerts(payload.path("alerts")),
                Math.max(0, payload.path("truncatedAlerts").asLong()));
    }

    private static JsonNode parse(byte[] body, ObjectMapper json) {
        try {
            JsonNode node = json.readTree(body);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            throw new InvalidField("body", "is not JSON", "send Alertmanager's webhook payload");
        }
        throw new InvalidField("body", "is not a JSON object", "send Alertmanager's webhook payload");
    }

    private static List<ReportedAlert> alerts(JsonNode array) {
        if (!array.isArray()) {
            throw new InvalidField("alerts", "is not a list", "send it as Alertmanager does");
        }
        List<ReportedAlert> alerts = new ArrayList<>();
        for (JsonNode alert : array) {
            String where = "alerts[" + alerts.size() + "]";
            alerts.add(ReportedAlert.read(alert, isFiring(alert.path("status").asText(), where), where));
        }
        return alerts;
    }

    private static boolean isFiring(String status, String where) {
        if (!status.equals("firing") && !status.equals("resolved")) {
            throw new InvalidField(where + ".status", "is neither firing nor resolved", "send it as Alertmanager does");
        }
        return status.equals("firing");
    }
}

package dev.serin.simulation.flagger;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.HookType;

/**
 * One entry of {@code spec.analysis.webhooks}.
 *
 * @param timeout per attempt; 10 s when not given
 * @param retries attempts after the first one
 */
public record Webhook(String name, HookType type, String url, Duration timeout, int retries, Map<String, String> metadata) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    public Webhook {
        metadata = Map.copyOf(metadata);
    }

    /** Empty for a type that Flagger does not know: its CRD would refuse it. */
    static Optional<Webhook> of(JsonNode webhook) {
        return HookType.of(webhook.path("type").asText("rollout"))
                .map(type -> new Webhook(webhook.path("name").asText(), type, webhook.path("url").asText(),
                        GoDuration.parse(webhook.path("timeout").asText(), DEFAULT_TIMEOUT), webhook.path("retries").asInt(),
                        metadata(webhook.path("metadata"))));
    }

    private static Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> metadata.put(field.getKey(), field.getValue().asText()));
        return metadata;
    }

    /** Names the hook only: URL and metadata may carry secrets. */
    @Override
    public String toString() {
        return type + " hook " + name;
    }
}

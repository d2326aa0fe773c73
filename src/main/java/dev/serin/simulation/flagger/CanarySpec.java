package dev.serin.simulation.flagger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.HookType;

/**
 * What Flagger reads of a Canary's spec, once at the start of a tick.
 *
 * @param target {@code targetRef.name}
 * @param interval between ticks. Flagger makes at least 10 s of it; the world does not, so that time can run faster here
 * @param threshold failed checks that roll back, at least 1
 */
public record CanarySpec(String target, boolean suspend, boolean skipAnalysis, Duration interval, int threshold,
        Weighting weighting, List<Webhook> webhooks, List<MetricCheck> metrics) {

    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    public CanarySpec {
        webhooks = List.copyOf(webhooks);
        metrics = List.copyOf(metrics);
    }

    public static CanarySpec of(JsonNode spec) {
        JsonNode analysis = spec.path("analysis");
        return new CanarySpec(spec.path("targetRef").path("name").asText(), spec.path("suspend").asBoolean(),
                spec.path("skipAnalysis").asBoolean(),
                GoDuration.parse(analysis.path("interval").asText(), DEFAULT_INTERVAL),
                Math.max(1, analysis.path("threshold").asInt()), Weighting.of(analysis),
                entries(analysis, "webhooks").map(Webhook::of).flatMap(Optional::stream).toList(),
                entries(analysis, "metrics").map(MetricCheck::of).toList());
    }

    private static Stream<JsonNode> entries(JsonNode analysis, String field) {
        return StreamSupport.stream(analysis.path(field).spliterator(), false);
    }

    /** The hooks of one type, in the order of the list. */
    List<Webhook> hooks(HookType type) {
        return webhooks.stream().filter(webhook -> webhook.type() == type).toList();
    }
}

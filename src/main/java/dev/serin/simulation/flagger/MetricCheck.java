package dev.serin.simulation.flagger;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One entry of {@code spec.analysis.metrics}.
 *
 * @param interval the window that it looks back over; one minute when not given
 * @param min below it the check fails; minus infinity when not given
 * @param max above it the check fails; infinity when not given
 */
public record MetricCheck(String name, Duration interval, double min, double max) {

    public static final String SUCCESS_RATE = "request-success-rate";
    public static final String DURATION = "request-duration";
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

    static MetricCheck of(JsonNode metric) {
        JsonNode range = metric.path("thresholdRange");
        return new MetricCheck(metric.path("name").asText(),
                GoDuration.parse(metric.path("interval").asText(), DEFAULT_INTERVAL),
                range.path("min").asDouble(Double.NEGATIVE_INFINITY), range.path("max").asDouble(Double.POSITIVE_INFINITY));
    }

    boolean isBuiltin() {
        return name.equals(SUCCESS_RATE) || name.equals(DURATION);
    }

    boolean allows(double value) {
        return value >= min && value <= max;
    }
}

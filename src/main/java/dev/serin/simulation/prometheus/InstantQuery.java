package dev.serin.simulation.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instant query, recognised by its shape instead of being parsed: the world knows the few that Serin sends. A query
 * for metrics that the world has none of finds nothing, as in Prometheus.
 */
record InstantQuery(Kind kind, Duration window, Duration lookback) {

    private static final Pattern OFFSET = Pattern.compile("offset\\s+(\\d+)(ms|s|m)\\b");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+)(ms|s|m)\\]");

    /** What is asked for. */
    enum Kind {
        FRESHNESS,
        REQUESTS,
        ERRORS,
        BUCKETS,
        CPU,
        NOTHING
    }

    static InstantQuery of(String query) {
        return new InstantQuery(kind(query), length(OFFSET, query), length(RANGE, query));
    }

    private static Kind kind(String query) {
        if (!query.contains("http_request_duration_seconds") && !query.contains("container_cpu_usage_seconds_total")) {
            return Kind.NOTHING;
        } else if (query.contains("timestamp(")) {
            return Kind.FRESHNESS;
        } else if (query.contains("container_cpu_usage_seconds_total")) {
            return Kind.CPU;
        } else if (query.contains("_bucket")) {
            return Kind.BUCKETS;
        }
        return query.contains("status=~") ? Kind.ERRORS : Kind.REQUESTS;
    }

    /** Zero where the query has no such part. */
    private static Duration length(Pattern part, String query) {
        Matcher found = part.matcher(query);
        if (!found.find()) {
            return Duration.ZERO;
        }
        long amount = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    /** The instant vector: value by label set. */
    Map<Map<String, String>, Double> evaluate(SampleHistory history, Instant time) {
        return switch (kind) {
            case FRESHNESS -> freshness(history, time);
            case NOTHING -> Map.of();
            default -> history.growth(series(), InstantQuery::labels, time, window, lookback);
        };
    }

    private Predicate<Series> series() {
        return switch (kind) {
            case CPU -> series -> series.metric() == Series.Metric.CPU;
            case BUCKETS -> series -> series.metric() == Series.Metric.BUCKET;
            case ERRORS -> series -> series.metric() == Series.Metric.REQUESTS && series.isServerError();
            default -> series -> series.metric() == Series.Metric.REQUESTS;
        };
    }

    private static Map<Map<String, String>, Double> freshness(SampleHistory history, Instant time) {
        Map<Map<String, String>, Double> newest = new HashMap<>();
        history.at(time).ifPresent(scrape -> scrape.samples().keySet().stream()
                .filter(series -> series.metric() == Series.Metric.REQUESTS)
                .forEach(series -> newest.put(labels(series), scrape.time().toEpochMilli() / 1000.0)));
        return newest;
    }

    private static Map<String, String> labels(Series series) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("serin_namespace", series.namespace());
        labels.put("serin_workload", series.workload());
        if (!series.le().isEmpty()) {
            labels.put("le", series.le());
        }
        return labels;
    }
}

package dev.serin.simulation.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.serin.simulation.flagger.MetricCheck;
import dev.serin.simulation.prometheus.SampleHistory;
import dev.serin.simulation.prometheus.Series;

/** Flagger's two builtin metrics of one canary, from the same samples that Prometheus answers from. */
final class BuiltinMetrics {

    private final SampleHistory history;
    private final Predicate<Series> mine;

    BuiltinMetrics(SampleHistory history, String namespace, String target) {
        this.history = history;
        this.mine = series -> series.namespace().equals(namespace) && series.workload().equals(target);
    }

    OptionalDouble value(MetricCheck check, Instant now) {
        return check.name().equals(MetricCheck.SUCCESS_RATE) ? successPercent(check, now) : latencyP99Millis(check, now);
    }

    private OptionalDouble successPercent(MetricCheck check, Instant now) {
        Map<Boolean, Double> byError = history.growth(mine.and(series -> series.metric() == Series.Metric.REQUESTS),
                series -> series.status().startsWith("5"), now, check.interval(), Duration.ZERO);
        double good = byError.getOrDefault(false, 0.0);
        double all = good + byError.getOrDefault(true, 0.0);
        return all > 0 ? OptionalDouble.of(100 * good / all) : OptionalDouble.empty();
    }

    /** Linear inside the bucket, as {@code histogram_quantile}. */
    private OptionalDouble latencyP99Millis(MetricCheck check, Instant now) {
        TreeMap<Double, Double> cumulative = new TreeMap<>(
                history.growth(mine.and(series -> series.metric() == Series.Metric.BUCKET),
                        series -> series.bound().orElseThrow(), now, check.interval(), Duration.ZERO));
        double rank = cumulative.isEmpty() ? 0 : 0.99 * cumulative.lastEntry().getValue();
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
            if (rank > 0 && bucket.getValue() >= rank) {
                double width = Double.isInfinite(bucket.getKey()) ? 0 : bucket.getKey() - lower;
                return OptionalDouble.of(1000 * (lower + width * (rank - below) / (bucket.getValue() - below)));
            }
            lower = bucket.getKey();
            below = bucket.getValue();
        }
        return OptionalDouble.empty();
    }
}

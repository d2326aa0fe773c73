package dev.serin.training.rivals;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * How Argo Rollouts counts the measurements of one metric (analysis/analysis.go, utils/evaluate). Failures and inconclusive
 * measurements are counted in total; errors in a row, and they neither count as measurements nor wait for the interval.
 */
final class AnalysisRun {

    private static final Duration ERROR_RETRY = Duration.ofSeconds(10);

    /** @param count measurements that end it with success; 0 for as many as the rollout lasts */
    record Metric(Duration interval, int count, int failureLimit, int inconclusiveLimit, int consecutiveErrorLimit,
            int consecutiveSuccessLimit) {

        /** Argo's defaults for all that is not given. */
        Metric(Duration interval, int count, int failureLimit) {
            this(interval, count, failureLimit, 0, 4, 0);
        }
    }

    enum Measurement {
        SUCCESSFUL,
        FAILED,
        INCONCLUSIVE,
        ERROR;

        /** A failure wins over a success; with both conditions given and neither met nobody knows. No value is an error. */
        static Measurement of(OptionalDouble value, Optional<DoublePredicate> success, Optional<DoublePredicate> failure) {
            if (value.isEmpty()) {
                return ERROR;
            }
            boolean succeeded = success.map(condition -> condition.test(value.getAsDouble())).orElse(failure.isPresent());
            boolean failed = failure.map(condition -> condition.test(value.getAsDouble()))
                    .orElse(success.isPresent() && !succeeded);
            if (failed) {
                return FAILED;
            }
            boolean neither = failure.isPresent() && success.isPresent() && !succeeded;
            return neither ? INCONCLUSIVE : SUCCESSFUL;
        }
    }

    enum Phase {
        RUNNING,
        SUCCESSFUL,
        FAILED,
        INCONCLUSIVE,
        ERROR
    }

    private final Metric metric;
    private Duration due;
    private int successful;
    private int failed;
    private int inconclusive;
    private int consecutiveErrors;
    private int consecutiveSuccesses;

    /** @param firstAt when the first measurement is due */
    AnalysisRun(Metric metric, Duration firstAt) {
        this.metric = metric;
        this.due = firstAt;
    }

    boolean isDue(Duration now) {
        return phase() == Phase.RUNNING && now.compareTo(due) >= 0;
    }

    void add(Measurement measurement, Duration now) {
        boolean error = measurement == Measurement.ERROR;
        boolean success = measurement == Measurement.SUCCESSFUL;
        consecutiveErrors = error ? consecutiveErrors + 1 : 0;
        consecutiveSuccesses = success ? consecutiveSuccesses + 1 : 0;
        successful += success ? 1 : 0;
        failed += measurement == Measurement.FAILED ? 1 : 0;
        inconclusive += measurement == Measurement.INCONCLUSIVE ? 1 : 0;
        due = now.plus(error ? ERROR_RETRY : metric.interval());
    }

    /** Where several limits are exceeded, errors count before inconclusive measurements and those before failures. */
    Phase phase() {
        if (consecutiveErrors > metric.consecutiveErrorLimit()) {
            return Phase.ERROR;
        }
        if (inconclusive > metric.inconclusiveLimit()) {
            return Phase.INCONCLUSIVE;
        }
        if (failed > metric.failureLimit()) {
            return Phase.FAILED;
        }
        return isComplete() ? Phase.SUCCESSFUL : Phase.RUNNING;
    }

    private boolean isComplete() {
        boolean inARow = metric.consecutiveSuccessLimit() > 0 && consecutiveSuccesses >= metric.consecutiveSuccessLimit();
        return inARow || metric.count() > 0 && successful + failed + inconclusive >= metric.count();
    }
}

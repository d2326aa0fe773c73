package dev.serin.observation;

/**
 * What Flagger's two built-in checks would have said of the canary, with the thresholds of its own examples: at least
 * 99 % success, 99th percentile at most 500 ms, and a missing value is a failure (fluxcd/flagger
 * pkg/controller/scheduler_metrics.go). Counted over the whole release, as Flagger does. Flagger does not check at
 * weight 0; here the checks begin with the canary's first request.
 *
 * @param begun whether the canary has had a request
 * @param failedBeforeNewest how many checks failed before the newest interval; grows only
 * @param newestPassed whether the newest interval passes
 */
public record FlaggerChecks(boolean begun, int failedBeforeNewest, boolean newestPassed) {

    public static final double SUCCESS_PERCENT_MIN = 99;
    public static final double LATENCY_P99_MILLIS_MAX = 500;

    static final FlaggerChecks NONE = new FlaggerChecks(false, 0, true);

    /** How many checks failed, the newest interval included. */
    public int failed() {
        return newestPassed ? failedBeforeNewest : failedBeforeNewest + 1;
    }

    FlaggerChecks plus(VersionReading canary) {
        boolean has = begun || canary.requests().orElse(0) > 0;
        return has ? new FlaggerChecks(true, failed(), passes(canary)) : this;
    }

    private static boolean passes(VersionReading canary) {
        return canary.isCounted() && canary.requests().orElse(0) > 0 && succeeds(canary) && isFast(canary);
    }

    private static boolean succeeds(VersionReading canary) {
        return 100 * (1 - canary.errors().orElse(0) / canary.requests().orElse(1)) >= SUCCESS_PERCENT_MIN;
    }

    private static boolean isFast(VersionReading canary) {
        return canary.latency().map(latency -> latency.quantileMillis(0.99).orElse(Double.POSITIVE_INFINITY))
                .filter(p99 -> Math.floor(p99) <= LATENCY_P99_MILLIS_MAX).isPresent();
    }
}

package dev.serin.training.rivals;

import java.util.Optional;

import dev.serin.observation.Histogram;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;

/**
 * Flagger's two built-in metric checks on the canary alone (pkg/controller/scheduler_metrics.go): a value on the threshold
 * passes, a missing one or NaN fails.
 *
 * @param minimumSuccessPercent of the requests
 * @param maximumLatencyP99Millis of the latency, which Flagger truncates to whole milliseconds
 */
record FlaggerChecks(double minimumSuccessPercent, double maximumLatencyP99Millis) {

    /** As in Flagger's documentation: 99 % and 500 ms. */
    static final FlaggerChecks DEFAULT = new FlaggerChecks(99, 500);

    /** Why the canary fails; the first failed check ends it, so that the second is not looked at. */
    Optional<String> failure(VersionReading canary) {
        double success = successPercent(canary);
        if (!(success >= minimumSuccessPercent)) {
            return Optional.of("success rate %.2f %% < %.2f %%".formatted(success, minimumSuccessPercent));
        }
        double latency = latencyP99Millis(canary);
        return latency <= maximumLatencyP99Millis ? Optional.empty()
                : Optional.of("p99 %.0f ms > %.0f ms".formatted(latency, maximumLatencyP99Millis));
    }

    private static double successPercent(VersionReading canary) {
        double requests = canary.requests().orElse(Double.NaN);
        return 100 * (requests - canary.errors().orElse(Double.NaN)) / requests;
    }

    private static double latencyP99Millis(VersionReading canary) {
        Optional<Reading> p99 = canary.latency().map((Histogram latency) -> latency.quantileMillis(0.99));
        return p99.map(reading -> Math.floor(reading.orElse(Double.NaN))).orElse(Double.NaN);
    }
}

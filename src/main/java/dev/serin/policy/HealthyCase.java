package dev.serin.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.VersionReading;

/**
 * What an explanation compares with: a canary at 20 % for twelve minutes, 100 requests per second over both versions,
 * 0.2 % errors, p99 about 230 ms and equal CPU time per request on both, all telemetry there. It scatters around the
 * primary as chance alone would have it, by one standard deviation to and fro, and not at all in the newest interval.
 */
final class HealthyCase {

    private static final Instant START = Instant.EPOCH.plus(Duration.ofDays(1));
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Weight WEIGHT = new Weight(20);
    private static final double REQUESTS = 6000;
    private static final double ERROR_SHARE = 0.002;
    private static final double CPU_SECONDS = 0.005;

    private static final double[] BOUNDS_MILLIS = { 10, 25, 50, 100, 250, 500, 1000, Double.POSITIVE_INFINITY };
    private static final double[] SHARES = { 0.01, 0.20, 0.41, 0.32, 0.055, 0.004, 0.001, 0 };
    private static final int TYPICAL = 2;
    private static final int SLOW = 4;

    /** In standard deviations; sums to 0, and so does what is left of it when older intervals count less. */
    private static final int[] SCATTER = { 0, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, 0 };
    /** What the canary has to be off by to be one standard deviation off the common mean, for the numbers above. */
    private static final double ERRORS_DEVIATION = 1.73;
    private static final double SLOW_DEVIATION = 9.2;

    private static final float[] VECTOR = ObservationEncoder.encode(observation());

    private HealthyCase() {
    }

    /** As {@link ObservationEncoder} sees it. */
    static float[] vector() {
        return VECTOR.clone();
    }

    static Observation observation() {
        ReleaseTrack track = ReleaseTrack.start(new Release("healthy"), WEIGHT, START);
        Interval newest = interval(0);
        for (int minute = 0; minute < SCATTER.length; minute++) {
            newest = interval(minute);
            track = track.plus(newest);
        }
        return new Observation(newest.end(), canary(), track.release(), new Approval.Unknown("nobody asked"), newest,
                track.evidence(), track.since(), track.dwell(), List.of(), List.of());
    }

    private static Interval interval(int minute) {
        double share = WEIGHT.percent() / 100.0;
        return new Interval(START.plus(MINUTE.multipliedBy(minute + 1L)), MINUTE, version(share * REQUESTS, SCATTER[minute]),
                version((1 - share) * REQUESTS, 0), Map.of());
    }

    private static VersionReading version(double requests, int deviations) {
        double[] counts = new double[SHARES.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = requests * SHARES[i];
        }
        counts[SLOW] += deviations * SLOW_DEVIATION;
        counts[TYPICAL] -= deviations * SLOW_DEVIATION;
        return new VersionReading(new Reading.Value(requests),
                new Reading.Value(requests * ERROR_SHARE + deviations * ERRORS_DEVIATION),
                Optional.of(new Histogram(BOUNDS_MILLIS, counts)), new Reading.Value(requests * CPU_SECONDS));
    }

    private static CanaryState canary() {
        return new CanaryState(new CanaryRef("reference", "healthy"), Phase.PROGRESSING, WEIGHT, 0, MINUTE, List.of(),
                Optional.empty(), Set.of(), new CanaryState.Workload("", "healthy", "healthy", Optional.empty()), Map.of());
    }
}

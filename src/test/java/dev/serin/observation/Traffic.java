package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws what a version does in an interval: Poisson requests, binomial errors, log-normal latency in Prometheus's
 * default buckets.
 */
public final class Traffic {

    public static final Duration MINUTE = Duration.ofMinutes(1);

    private static final double[] BOUNDS_MILLIS = { 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000,
            Double.POSITIVE_INFINITY };
    private static final double LATENCY_SPREAD = 0.6;

    private final RandomGenerator random;

    public Traffic(RandomGenerator random) {
        this.random = random;
    }

    /** An interval of one minute that ends at {@code end}. */
    public static Interval interval(Instant end, VersionReading canary, VersionReading primary) {
        return new Interval(end, MINUTE, canary, primary, Map.of());
    }

    /** A version without latency, exactly as said. */
    public static VersionReading counted(double requests, double errors) {
        return new VersionReading(new Reading.Value(requests), new Reading.Value(errors), Optional.empty(),
                new Reading.NoData("CPU is not asked for"));
    }

    public VersionReading version(double expectedRequests, double errorShare, double medianMillis) {
        double requests = poisson(expectedRequests);
        return new VersionReading(new Reading.Value(requests), new Reading.Value(binomial(requests, errorShare)),
                Optional.of(latency(requests, medianMillis)), new Reading.Value(requests * 0.01));
    }

    private Histogram latency(double requests, double medianMillis) {
        double[] counts = new double[BOUNDS_MILLIS.length];
        double left = requests;
        double above = 1;
        for (int i = 0; i < counts.length; i++) {
            double next = 1 - normalShare(Math.log(BOUNDS_MILLIS[i] / medianMillis) / LATENCY_SPREAD);
            counts[i] = binomial(left, above > 0 ? Math.min(1, Math.max(0, 1 - next / above)) : 1);
            left -= counts[i];
            above = next;
        }
        return new Histogram(BOUNDS_MILLIS, counts);
    }

    /** Standard normal distribution function: Abramowitz and Stegun 26.2.17, to 7.5e-8. */
    private static double normalShare(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }

    public double poisson(double mean) {
        if (mean > 500) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double product = random.nextDouble();
        double limit = Math.exp(-mean);
        int events = 0;
        while (product > limit) {
            product *= random.nextDouble();
            events++;
        }
        return events;
    }

    public double binomial(double trials, double share) {
        if (share > 0.5) {
            return trials - binomial(trials, 1 - share);
        }
        double mean = trials * share;
        if (mean > 50) {
            double drawn = Math.rint(mean + Math.sqrt(mean * (1 - share)) * random.nextGaussian());
            return Math.min(trials, Math.max(0, drawn));
        }
        return share > 0 ? bySkipping(trials, share) : 0;
    }

    /** Counts successes by drawing the gaps between them. */
    private double bySkipping(double trials, double share) {
        double perFailure = Math.log1p(-share);
        double at = Math.floor(Math.log(1 - random.nextDouble()) / perFailure);
        int successes = 0;
        while (at < trials) {
            successes++;
            at += 1 + Math.floor(Math.log(1 - random.nextDouble()) / perFailure);
        }
        return successes;
    }
}

package dev.serin.training.rivals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.serin.canary.Weight;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.simulation.environment.ReleasedService;
import dev.serin.simulation.environment.ServiceFacts;
import dev.serin.simulation.environment.Truth;

/** A service with no noise but chance: even traffic, a constant share of errors, 5 % slow requests on both versions. */
final class SteadyService implements ReleasedService {

    static final Interval GAP = interval(VersionReading.missing("gap"), VersionReading.missing("gap"));
    private static final double[] BOUNDS = { 10, 50, 100, 250, 500, 1000, Double.POSITIVE_INFINITY };

    private final double requestsPerSecond;
    private final double primaryErrors;
    private final double canaryErrors;
    private final SplittableRandom random;

    SteadyService(double requestsPerSecond, double primaryErrors, double canaryErrors, long seed) {
        this.requestsPerSecond = requestsPerSecond;
        this.primaryErrors = primaryErrors;
        this.canaryErrors = canaryErrors;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Served serve(Weight weight, Duration length) {
        double mean = requestsPerSecond * length.toSeconds();
        double share = weight.percent() / 100.0;
        double excess = Math.max(0, canaryErrors - primaryErrors);
        return new Served(interval(version(count(mean * share), canaryErrors),
                version(count(mean * (1 - share)), primaryErrors)), new Harm(length.toSeconds() * share * excess, 0));
    }

    @Override
    public ServiceFacts facts() {
        return new ServiceFacts("steady", requestsPerSecond, primaryErrors, 100);
    }

    @Override
    public Truth truth() {
        return new Truth(canaryErrors > primaryErrors, "errors", Math.max(0, canaryErrors - primaryErrors));
    }

    static Interval interval(VersionReading canary, VersionReading primary) {
        return new Interval(Instant.EPOCH, Duration.ofMinutes(1), canary, primary, Map.of());
    }

    /** Counts with all requests but the slow ones under 50 ms. */
    static VersionReading counted(double requests, double errors, double slow) {
        Histogram latency = new Histogram(BOUNDS, new double[] { 0, requests - slow, slow, 0, 0, 0, 0 });
        return new VersionReading(new Reading.Value(requests), new Reading.Value(errors), Optional.of(latency),
                new Reading.Value(0));
    }

    /** All requests in the bucket that ends at the given bound, so that the p99 is just below it. */
    static VersionReading at(double boundMillis, double requests) {
        double[] counts = new double[BOUNDS.length];
        for (int i = 0; i < BOUNDS.length; i++) {
            counts[i] = BOUNDS[i] == boundMillis ? requests : 0;
        }
        return new VersionReading(new Reading.Value(requests), new Reading.Value(0), Optional.of(new Histogram(BOUNDS, counts)),
                new Reading.Value(0));
    }

    private VersionReading version(long requests, double errorShare) {
        return counted(requests, binomial(requests, errorShare), binomial(requests, 0.05));
    }

    /** Exactly as many as expected, except that little traffic is sometimes none: the model behind the known figures. */
    private long count(double mean) {
        return random.nextDouble() < Math.exp(-mean) ? 0 : (long) mean;
    }

    /** By the geometric gaps between events. */
    private long binomial(long trials, double chance) {
        long count = 0;
        double logMiss = Math.log1p(-chance);
        for (double at = gap(logMiss); chance > 0 && at <= trials; at += gap(logMiss)) {
            count++;
        }
        return count;
    }

    private double gap(double logMiss) {
        return Math.floor(Math.log(1 - random.nextDouble()) / logMiss) + 1;
    }
}

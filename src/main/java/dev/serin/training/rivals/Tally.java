package dev.serin.training.rivals;

import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.VersionReading;

/**
 * How many requests of both versions failed, or were slow, in one interval or several.
 *
 * @param canaryEvents at most {@code canaryRequests}
 */
record Tally(double canaryEvents, double canaryRequests, double primaryEvents, double primaryRequests) {

    static final Tally NONE = new Tally(0, 0, 0, 0);

    /** The failed requests of one interval; none where either version was not counted. */
    static Tally ofErrors(Interval interval) {
        return interval.isComparable() ? new Tally(interval.canary().errors().orElse(0), interval.canary().requests().orElse(0),
                interval.primary().errors().orElse(0), interval.primary().requests().orElse(0)) : NONE;
    }

    /** The requests above a bucket of the histogram. */
    static Tally ofSlow(Interval interval, int bucket) {
        return hasLatency(interval)
                ? new Tally(above(interval.canary(), bucket), total(interval.canary()), above(interval.primary(), bucket),
                        total(interval.primary()))
                : NONE;
    }

    static boolean hasLatency(Interval interval) {
        return interval.isComparable() && interval.canary().latency().isPresent() && interval.primary().latency().isPresent();
    }

    private static double above(VersionReading version, int bucket) {
        Histogram latency = version.latency().orElseThrow();
        double above = 0;
        for (int i = bucket + 1; i < latency.size(); i++) {
            above += latency.count(i);
        }
        return above;
    }

    private static double total(VersionReading version) {
        return version.latency().orElseThrow().total();
    }

    Tally plus(Tally other) {
        return new Tally(canaryEvents + other.canaryEvents, canaryRequests + other.canaryRequests,
                primaryEvents + other.primaryEvents, primaryRequests + other.primaryRequests);
    }

    boolean isComparable() {
        return canaryRequests > 0 && primaryRequests > 0;
    }

    double canaryShare() {
        return canaryEvents / canaryRequests;
    }

    double primaryShare() {
        return primaryEvents / primaryRequests;
    }

    /** How much more frequent the event is on the canary. */
    double difference() {
        return canaryShare() - primaryShare();
    }

    /** How frequent the event is on both together. */
    double pooledShare() {
        return (canaryEvents + primaryEvents) / (canaryRequests + primaryRequests);
    }

    /** The requests per version of an even split that would be worth as much: the harmonic mean. */
    double evenRequests() {
        return 2 / (1 / canaryRequests + 1 / primaryRequests);
    }
}

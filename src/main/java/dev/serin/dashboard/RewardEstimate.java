package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

import dev.serin.canary.Action;
import dev.serin.journal.Entry;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;

/**
 * What a release has earned so far, in the units of the training's reward: progress, less time, less harm. In training harm is
 * known from the truth; here it is estimated from what was observed: the errors and slow requests that the canary had more of
 * than the primary, as a share of all the traffic. A minute costs by the interval, which goes with the traffic. What the end of
 * a release earns is not in it, because nobody knows yet whether it was good; nor is what being late costs.
 */
final class RewardEstimate {

    private static final double PER_MINUTE = 0.018;
    /** Up to how many seconds an interval has which share of that price. */
    private static final NavigableMap<Long, Double> URGENCY = new TreeMap<>(Map.of(10L, 1.0, 20L, 0.4, 30L, 0.25));
    private static final double LEAST_URGENCY = 0.15;
    static final double PROGRESS = 0.5;
    /** For one second in which all of the service's requests fail. */
    static final double PER_ERROR_SECOND = 7.5 / 60;
    /** For one second in which all of the service's requests are slow. */
    static final double PER_SLOW_SECOND = 2 / 60.0;

    private static final double SLOW_QUANTILE = 0.99;

    private RewardEstimate() {
    }

    /** The sum at the end of each interval. @param oldestFirst at least one */
    static Series of(List<Entry> oldestFirst) {
        NavigableMap<Instant, Entry> byInterval = new TreeMap<>();
        oldestFirst.forEach(entry -> byInterval.put(entry.observation().interval().end(), entry));
        NavigableMap<Instant, Reading> sums = new TreeMap<>();
        double sum = 0;
        double share = 0;
        for (Entry entry : byInterval.values()) {
            double reached = reached(entry, share);
            sum += PROGRESS * (reached - share) - costs(entry.observation());
            share = reached;
            sums.put(entry.observation().interval().end(), new Reading.Value(sum));
        }
        return new Series("reward", "canary", sums, oldestFirst.get(0).observation().interval().length());
    }

    /** A promotion is all of the way; after it the canary itself has no traffic any more. */
    private static double reached(Entry entry, double before) {
        if (entry.ruling().decision().action() == Action.PROMOTE) {
            return 1;
        }
        return before == 1 ? 1 : entry.observation().weight().percent() / 100.0;
    }

    private static double costs(Observation seen) {
        if (!seen.canary().phase().isAnalysis()) {
            return 0;
        }
        Interval interval = seen.interval();
        double seconds = interval.length().toMillis() / 1000.0;
        double exposed = seconds * seen.weight().percent() / 100.0;
        return perMinute(interval.length()) * seconds / 60
                + exposed * (PER_ERROR_SECOND * moreErrors(interval) + PER_SLOW_SECOND * moreSlow(interval));
    }

    static double perMinute(Duration interval) {
        return PER_MINUTE * Optional.ofNullable(URGENCY.ceilingEntry(interval.toSeconds())).map(Map.Entry::getValue)
                .orElse(LEAST_URGENCY);
    }

    /** By how much the canary's share of errors is above the primary's; 0 where either is missing. */
    private static double moreErrors(Interval interval) {
        Reading canary = Signal.SUCCESS.of(interval.canary(), interval);
        Reading primary = Signal.SUCCESS.of(interval.primary(), interval);
        return canary.isPresent() && primary.isPresent() ? Math.max(0, primary.orElse(0) - canary.orElse(0)) : 0;
    }

    /** The same for requests slower than the primary's 99th percentile. */
    private static double moreSlow(Interval interval) {
        return interval.primary().latency().flatMap(primary -> interval.canary().latency()
                .filter(primary::sameBounds)
                .filter(canary -> canary.total() > 0 && primary.total() > 0)
                .map(canary -> Math.max(0, slow(canary, edge(primary)) - slow(primary, edge(primary))))).orElse(0.0);
    }

    /** The first bucket that ends at the primary's 99th percentile or above. */
    private static int edge(Histogram primary) {
        double p99 = primary.quantileMillis(SLOW_QUANTILE).orElse(0);
        int bucket = 0;
        while (bucket < primary.size() - 1 && primary.upperBoundMillis(bucket) < p99) {
            bucket++;
        }
        return bucket;
    }

    private static double slow(Histogram histogram, int edge) {
        double above = 0;
        for (int bucket = edge + 1; bucket < histogram.size(); bucket++) {
            above += histogram.count(bucket);
        }
        return above / histogram.total();
    }
}

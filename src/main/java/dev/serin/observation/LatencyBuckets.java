package dev.serin.observation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import dev.serin.observation.QueryTemplate.LatencyUnit;

/** Turns Prometheus's cumulative {@code le} buckets into a histogram in milliseconds. */
final class LatencyBuckets {

    private LatencyBuckets() {
    }

    /**
     * @param samples one for each {@code le}; buckets of several processes are scraped one after the other, so a count
     *        may lie a little below its neighbour's, which is taken as none in between
     * @return empty when there is no bucket, or one cannot be read
     */
    static Optional<Histogram> histogram(List<Answer.Sample> samples, LatencyUnit unit) {
        TreeMap<Double, Double> cumulative = new TreeMap<>();
        samples.forEach(s -> cumulative.merge(unit.toMillis(AnswerParser.number(s.label("le"))), s.value(), Double::sum));
        boolean readable = cumulative.keySet().stream().noneMatch(bound -> bound.isNaN())
                && cumulative.values().stream().allMatch(Double::isFinite);
        return samples.isEmpty() || !readable ? Optional.empty() : Optional.of(perBucket(cumulative));
    }

    private static Histogram perBucket(TreeMap<Double, Double> cumulative) {
        double[] bounds = cumulative.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] counts = new double[bounds.length];
        double counted = 0;
        for (int i = 0; i < bounds.length; i++) {
            counts[i] = Math.max(0, cumulative.get(bounds[i]) - counted);
            counted += counts[i];
        }
        return new Histogram(Arrays.copyOf(bounds, bounds.length), counts);
    }
}

package dev.serin.simulation.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The samples that were scraped, by time. A series that is missing from a scrape is stale from then on, as after
 * Prometheus's staleness marker; when nothing is scraped at all, the last sample counts for five minutes.
 */
public final class SampleHistory {

    private static final Duration LOOKBACK = Duration.ofMinutes(5);

    private final Duration retention;
    private final NavigableMap<Instant, Map<Series, Double>> scrapes = new ConcurrentSkipListMap<>();
    /** Last samples of series that a later scrape lacked, by the time of that last sample. */
    private final NavigableMap<Instant, Map<Series, Double>> ended = new ConcurrentSkipListMap<>();

    /** @param retention how far back a query may look */
    public SampleHistory(Duration retention) {
        this.retention = retention;
    }

    /** One scrape of everything that could be scraped. */
    public void record(Instant time, Map<Series, Double> samples) {
        Optional.ofNullable(scrapes.lastEntry()).ifPresent(last -> ended.put(last.getKey(), lacking(samples, last.getValue())));
        scrapes.put(time, Map.copyOf(samples));
        scrapes.headMap(time.minus(retention)).clear();
        ended.headMap(time.minus(retention)).clear();
    }

    private static Map<Series, Double> lacking(Map<Series, Double> samples, Map<Series, Double> earlier) {
        Map<Series, Double> lacking = new HashMap<>(earlier);
        lacking.keySet().removeAll(samples.keySet());
        return lacking;
    }

    /**
     * Sums the growth of the chosen series between {@code time - window} and {@code time}, by group: exact differences; a
     * series that is new, or smaller than before, counts from zero.
     *
     * @param lookback how long a series counts after it ended, as with {@code last_over_time}; zero for not at all
     */
    public <G> Map<G, Double> growth(Predicate<Series> chosen, Function<Series, G> group, Instant time, Duration window,
            Duration lookback) {
        Map<Series, Double> before = lastSamples(time.minus(window), lookback);
        Map<G, Double> sums = new HashMap<>();
        lastSamples(time, lookback).forEach((series, value) -> {
            if (chosen.test(series)) {
                double grown = value - before.getOrDefault(series, 0.0);
                sums.merge(group.apply(series), grown >= 0 ? grown : value, Double::sum);
            }
        });
        return sums;
    }

    private Map<Series, Double> lastSamples(Instant time, Duration lookback) {
        Map<Series, Double> samples = new HashMap<>();
        ended.subMap(time.minus(lookback), true, time, !lookback.isZero()).values().forEach(samples::putAll);
        at(time).map(Scrape::samples).ifPresent(samples::putAll);
        return samples;
    }

    /** What was scraped last at the given time. */
    Optional<Scrape> at(Instant time) {
        return Optional.ofNullable(scrapes.floorEntry(time)).filter(scrape -> scrape.getKey().isAfter(time.minus(LOOKBACK)))
                .map(scrape -> new Scrape(scrape.getKey(), scrape.getValue()));
    }

    record Scrape(Instant time, Map<Series, Double> samples) {
    }
}

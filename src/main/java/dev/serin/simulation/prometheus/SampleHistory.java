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

    /** @param retention how far back a query may look */
    public SampleHistory(Duration retention) {
        this.retention = retention;
    }

    /** One scrape of everything that could be scraped. */
    public void record(Instant time, Map<Series, Double> samples) {
        scrapes.put(time, Map.copyOf(samples));
        scrapes.headMap(time.minus(retention)).clear();
    }

    /**
     * Sums the growth of the chosen series between {@code time - window} and {@code time}, by group: exact differences; a
     * series that is new, or smaller than before, counts from zero.
     */
    public <G> Map<G, Double> growth(Predicate<Series> chosen, Function<Series, G> group, Instant time, Duration window) {
        Map<Series, Double> before = at(time.minus(window)).map(Scrape::samples).orElse(Map.of());
        Map<G, Double> sums = new HashMap<>();
        at(time).map(Scrape::samples).orElse(Map.of()).forEach((series, value) -> {
            if (chosen.test(series)) {
                double grown = value - before.getOrDefault(series, 0.0);
                sums.merge(group.apply(series), grown >= 0 ? grown : value, Double::sum);
            }
        });
        return sums;
    }

    /** What was scraped last at the given time. */
    Optional<Scrape> at(Instant time) {
        return Optional.ofNullable(scrapes.floorEntry(time)).filter(scrape -> scrape.getKey().isAfter(time.minus(LOOKBACK)))
                .map(scrape -> new Scrape(scrape.getKey(), scrape.getValue()));
    }

    record Scrape(Instant time, Map<Series, Double> samples) {
    }
}

package dev.serin.training.traces;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.serin.canary.InvalidField;

/** Where one service's numbers stand in a row. */
record TraceColumns(String service, Map<Key, Integer> columns) {

    private static final double MILLIS_PER_SECOND = 1000;
    private static final double PERCENT = 100;

    /** As in the three header rows. */
    record Key(String service, String metric, String statistic) {
    }

    static Map<Key, Integer> of(String[] services, String[] metrics, String[] statistics) {
        if (services.length != metrics.length || services.length != statistics.length) {
            throw new InvalidField("traces", "have header rows of different lengths", "use the layout of the PetShop traces");
        }
        Map<Key, Integer> columns = new LinkedHashMap<>();
        for (int column = 1; column < services.length; column++) {
            columns.put(new Key(services[column], metrics[column], statistics[column]), column);
        }
        return columns;
    }

    /** Empty when a number was not recorded, or cannot be one: latencies of 0 and counts of none tell nothing. */
    Optional<TraceRow> row(String[] cells) {
        OptionalDouble requests = number(cells, "requests", "Sum");
        OptionalDouble availability = number(cells, "availability", "Average");
        OptionalDouble p50 = number(cells, "latency", "p50");
        OptionalDouble p90 = number(cells, "latency", "p90");
        OptionalDouble p95 = number(cells, "latency", "p95");
        OptionalDouble p99 = number(cells, "latency", "p99");
        boolean usable = positive(requests) && availability.isPresent() && positive(p50) && positive(p90) && positive(p95)
                && positive(p99);
        return usable ? Optional.of(new TraceRow(requests.getAsDouble(), errorShare(availability.getAsDouble()),
                new LatencyQuantiles(millis(p50), millis(p90), millis(p95), millis(p99)))) : Optional.empty();
    }

    private static boolean positive(OptionalDouble number) {
        return number.orElse(0) > 0;
    }

    private static double errorShare(double availabilityPercent) {
        return Math.max(0, Math.min(1, 1 - availabilityPercent / PERCENT));
    }

    private static double millis(OptionalDouble seconds) {
        return MILLIS_PER_SECOND * seconds.getAsDouble();
    }

    private OptionalDouble number(String[] cells, String metric, String statistic) {
        int column = columns.getOrDefault(new Key(service, metric, statistic), cells.length);
        if (column >= cells.length || cells[column].isBlank()) {
            return OptionalDouble.empty();
        }
        try {
            return OptionalDouble.of(Double.parseDouble(cells[column]));
        } catch (NumberFormatException notANumber) {
            throw new InvalidField("traces", "of " + service + " have a " + metric + " " + statistic + " that is no number",
                    "leave the cell empty where nothing was recorded");
        }
    }
}

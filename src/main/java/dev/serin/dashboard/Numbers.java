package dev.serin.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;

import dev.serin.journal.Entry;

/**
 * The charts as a table: for those who cannot see them, and for whoever wants to copy a number.
 *
 * @param columns their headings
 * @param rows newest first
 */
public record Numbers(List<String> columns, List<Row> rows) {

    private static final int ROWS_MAX = 60;

    /** @param decision what was decided on it */
    public record Row(String time, String weight, List<String> cells, String decision) {
    }

    private record Column(String heading, Series series, DoubleFunction<String> wording) {

        private String at(Instant time) {
            return Panel.words(series.at(time), wording);
        }
    }

    /** @param oldestFirst at least one */
    static Numbers of(List<Entry> oldestFirst) {
        List<Column> columns = columns(oldestFirst);
        NavigableMap<Instant, Entry> byInterval = new TreeMap<>(Comparator.reverseOrder());
        oldestFirst.forEach(entry -> byInterval.put(entry.observation().interval().end(), entry));
        return new Numbers(columns.stream().map(Column::heading).toList(),
                byInterval.entrySet().stream().limit(ROWS_MAX).map(one -> row(one, columns)).toList());
    }

    private static Row row(Map.Entry<Instant, Entry> one, List<Column> columns) {
        return new Row(Moment.utc("HH:mm:ss").format(one.getKey()), one.getValue().observation().weight().toString(),
                columns.stream().map(column -> column.at(one.getKey())).toList(),
                one.getValue().ruling().decision().action().word());
    }

    private static List<Column> columns(List<Entry> entries) {
        List<Column> columns = new ArrayList<>(Stream.of(Signal.values()).flatMap(signal -> Stream.of(
                new Column(signal.title() + ", canary", Series.ofCanary(signal, "", "", entries), signal.wording()),
                new Column("primary", Series.ofPrimary(signal, "", "", entries), signal.wording()))).toList());
        columns.add(new Column("Reward", RewardEstimate.of(entries), Figures::plain));
        columns.add(new Column("P(bad)", Panel.badness(entries), Figures::plain));
        return columns;
    }
}

package dev.serin.training.traces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.serin.canary.InvalidField;

/**
 * Reads the fault-free rows of the PetShop traces (Hardt et al. 2023, amazon-science/petshop-root-cause-analysis):
 * {@code DIRECTORY/<load>/noissue/metrics.csv}. Three header rows name service, metric and statistic of each column, a fourth
 * one the first column; each row covers 300 s. Other traces can be used in the same layout.
 */
public final class PetShop {

    private static final String FIELD = "traces";
    private static final int HEADER_ROWS = 4;

    private PetShop() {
    }

    /**
     * All services, in the order of the files.
     *
     * @throws InvalidField when the directory holds no trace, or one cannot be read
     */
    public static List<ServiceTrace> read(Path directory) {
        List<ServiceTrace> traces = new ArrayList<>();
        for (Path load : loads(directory)) {
            traces.addAll(parse(load.getFileName().toString(), lines(load.resolve("noissue").resolve("metrics.csv"))));
        }
        return traces;
    }

    private static List<Path> loads(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            List<Path> loads = all.filter(load -> Files.isRegularFile(load.resolve("noissue").resolve("metrics.csv")))
                    .sorted().toList();
            if (!loads.isEmpty()) {
                return loads;
            }
        } catch (IOException unreadable) {
            throw unreadable();
        }
        throw new InvalidField(FIELD, "has no <load>/noissue/metrics.csv", "name the directory of the PetShop traces");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw unreadable();
        }
    }

    private static InvalidField unreadable() {
        return new InvalidField(FIELD, "cannot be read", "name a readable directory of traces");
    }

    static List<ServiceTrace> parse(String load, List<String> lines) {
        if (lines.size() <= HEADER_ROWS || lines.stream().anyMatch(line -> line.indexOf('"') >= 0)) {
            throw new InvalidField(FIELD, "of " + load + " have no rows, or quotes", "use the layout of the PetShop traces");
        }
        Map<TraceColumns.Key, Integer> columns = TraceColumns.of(cells(lines.get(0)), cells(lines.get(1)), cells(lines.get(2)));
        List<String[]> rows = lines.subList(HEADER_ROWS, lines.size()).stream().map(PetShop::cells).toList();
        LinkedHashSet<String> services = new LinkedHashSet<>();
        columns.keySet().forEach(key -> services.add(key.service()));
        return services.stream().map(service -> trace(load, service, new TraceColumns(service, columns), rows)).toList();
    }

    private static ServiceTrace trace(String load, String service, TraceColumns columns, List<String[]> rows) {
        List<Optional<TraceRow>> read = rows.stream().map(columns::row).toList();
        return new ServiceTrace(load, service, read);
    }

    private static String[] cells(String line) {
        return line.split(",", -1);
    }
}

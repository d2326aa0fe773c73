package dev.serin.training.benchmark;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * {@code benchmark.json}: an array with an object for each set and policy. A figure {@code f} has its 95 % interval in {@code
 * fInterval}; both are null where the set has no release that the figure speaks of.
 */
final class BenchmarkJson {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final MathContext DIGITS = new MathContext(5);

    private BenchmarkJson() {
    }

    static void write(List<Row> rows, Path file) throws IOException {
        Files.writeString(file, text(rows) + "\n");
    }

    static String text(List<Row> rows) {
        try {
            return JSON.writeValueAsString(rows.stream().map(BenchmarkJson::object).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Numbers and names can be written as JSON", impossible);
        }
    }

    private static Map<String, Object> object(Row row) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("set", row.set());
        object.put("policy", row.policy());
        object.put("episodes", row.episodes());
        for (Figure figure : Figure.values()) {
            object.put(figure.key(), row.figure(figure).map(estimate -> rounded(estimate.value())).orElse(null));
            object.put(figure.key() + "Interval", row.figure(figure)
                    .map(estimate -> List.of(rounded(estimate.low()), rounded(estimate.high()))).orElse(null));
        }
        row.calibration().ifPresent(calibration -> object.put("calibration", calibration(calibration)));
        return object;
    }

    private static Map<String, Object> calibration(Calibration calibration) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("brier", rounded(calibration.brier()));
        object.put("bins", calibration.bins().stream().map(bin -> Map.of("releases", bin.releases(), "stated",
                rounded(bin.stated()), "badShare", rounded(bin.badShare()))).map(java.util.TreeMap::new).toList());
        return object;
    }

    private static BigDecimal rounded(double value) {
        BigDecimal exact = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}

package dev.serin.simulation.environment;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All numbers of a drawn release but its fault's, by their names: whatever a scenario gets in the future is among them. */
final class Numbers {

    private static final int PARTS = 10;

    private Numbers() {
    }

    /** For example {@code requestsPerSecond} and {@code warmUp.factor}. */
    static Map<String, Double> of(Scenario scenario) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        collect("", scenario, numbers);
        return numbers;
    }

    private static void collect(String prefix, Record from, Map<String, Double> numbers) {
        for (RecordComponent component : from.getClass().getRecordComponents()) {
            Object value = valueOf(component, from);
            if (value instanceof Number number) {
                numbers.put(prefix + component.getName(), number.doubleValue());
            } else if (!(value instanceof Fault)) {
                collect(component.getName() + ".", (Record) value, numbers);
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Into which tenth of all these numbers each falls, 0..9; numbers that are often the same fall together. */
    static int[] deciles(List<Double> numbers) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[] bounds = new double[PARTS - 1];
        Arrays.setAll(bounds, part -> sorted[(part + 1) * sorted.length / PARTS]);
        return numbers.stream().mapToInt(own -> (int) Arrays.stream(bounds).filter(bound -> own >= bound).count()).toArray();
    }
}

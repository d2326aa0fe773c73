package dev.serin.simulation.environment;

import java.util.List;
import java.util.random.RandomGenerator;

import com.fasterxml.jackson.annotation.JsonCreator;

import dev.serin.canary.InvalidField;

/**
 * Where a number is drawn from. In a scenario file {@code [from, to]} is uniform and {@code [from, to, log]} is uniform in the
 * logarithm.
 *
 * @param to not below {@code from}
 */
public record Range(double from, double to, boolean log) {

    public Range {
        boolean finite = Double.isFinite(from) && Double.isFinite(to);
        if (!finite || from > to || log && from <= 0) {
            throw new InvalidField("range", "is no range", "use [from, to], rising, or above 0 [from, to, log]");
        }
    }

    /** @throws InvalidField when something beyond the limits could be drawn */
    void within(double lowest, double highest, String field) {
        if (from < lowest || to > highest) {
            throw beyond(lowest, highest, field);
        }
    }

    /** The same for a number that is not drawn. */
    static void within(double number, double lowest, double highest, String field) {
        if (!(number >= lowest && number <= highest)) {
            throw beyond(lowest, highest, field);
        }
    }

    private static InvalidField beyond(double lowest, double highest, String field) {
        return new InvalidField(field, "is out of range", "use " + plain(lowest) + " to " + plain(highest));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    @JsonCreator
    static Range of(List<Object> parts) {
        boolean log = parts.size() == 3 && "log".equals(parts.get(2));
        if (parts.size() == 2 || log) {
            return new Range(number(parts.get(0)), number(parts.get(1)), log);
        }
        throw new InvalidField("range", "is no range", "use [from, to] or [from, to, log]");
    }

    private static double number(Object part) {
        if (part instanceof Number number) {
            return number.doubleValue();
        }
        throw new InvalidField("range", "holds something else than numbers", "use numbers, very small ones as 0.00001");
    }

    double draw(RandomGenerator random) {
        double share = random.nextDouble();
        return log ? Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from))) : from + share * (to - from);
    }
}

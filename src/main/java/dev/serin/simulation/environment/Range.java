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
        if (!(from <= to) || log && from <= 0) {
            throw new InvalidField("range", "is [" + from + ", " + to + "]", "use [from, to] or, above 0, [from, to, log]");
        }
    }

    static Range always(double value) {
        return new Range(value, value, false);
    }

    @JsonCreator
    static Range of(List<Object> parts) {
        boolean log = parts.size() == 3 && "log".equals(parts.get(2));
        if (parts.size() == 2 || log) {
            return new Range(number(parts.get(0)), number(parts.get(1)), log);
        }
        throw new InvalidField("range", "is " + parts, "use [from, to] or [from, to, log]");
    }

    private static double number(Object part) {
        if (part instanceof Number number) {
            return number.doubleValue();
        }
        throw new InvalidField("range", "has " + part, "use numbers, very small ones as 0.00001");
    }

    double draw(RandomGenerator random) {
        double share = random.nextDouble();
        return log ? Math.exp(Math.log(from) + share * (Math.log(to) - Math.log(from))) : from + share * (to - from);
    }
}

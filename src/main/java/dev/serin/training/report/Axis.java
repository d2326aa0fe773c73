package dev.serin.training.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One direction of a chart.
 *
 * @param to above {@code from}
 * @param logarithmic whether equal ratios are equally long; both ends are above 0 then
 * @param words how a number is written on it
 */
public record Axis(String label, double from, double to, boolean logarithmic, DoubleFunction<String> words) {

    private static final int TICKS = 6;
    private static final double ROOM = 0.05;
    private static final double[] STEPS = { 1, 2, 5, 10 };

    /** From the least to the greatest value, with a little room at both ends. */
    public static Axis covering(String label, double[] values, DoubleFunction<String> words) {
        double least = least(values);
        double greatest = greatest(values);
        double room = greatest > least ? ROOM * (greatest - least) : 1;
        return new Axis(label, least - room, greatest + room, false, words);
    }

    /** The same for values that span magnitudes; those of 0 and below have no place on it. */
    public static Axis magnitudes(String label, double[] values, DoubleFunction<String> words) {
        double[] logs = Arrays.stream(values).filter(value -> value > 0).map(Math::log10).toArray();
        double room = Math.max(0.1, ROOM * (greatest(logs) - least(logs)));
        return new Axis(label, Math.pow(10, least(logs) - room), Math.pow(10, greatest(logs) + room), true, words);
    }

    /** A number with three digits at most and no idle zeros. */
    public static String plain(double number) {
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(3));
        return rounded.signum() == 0 || Math.abs(number) < 1e-9 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double greatest(double[] values) {
        return Arrays.stream(values).max().orElse(1);
    }

    boolean holds(double value) {
        return value >= from && value <= to;
    }

    /** Where a value lies, 0 at the start and 1 at the end. */
    double share(double value) {
        return logarithmic ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
    }

    /** Round numbers within the axis. */
    List<Double> ticks() {
        return logarithmic ? roundRatios() : roundSteps();
    }

    private List<Double> roundSteps() {
        double rough = (to - from) / TICKS;
        double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = magnitude;
        for (double candidate : STEPS) {
            step = step >= rough ? step : candidate * magnitude;
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private List<Double> roundRatios() {
        boolean dense = Math.log10(to / from) < 2.5;
        List<Double> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
            for (double step : dense ? new double[] { 1, 2, 5 } : new double[] { 1 }) {
                double tick = step * Math.pow(10, power);
                if (holds(tick)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}

package dev.serin.simulation.service;

/**
 * How likely an event is, for who draws with the same chance again and again: its logarithm is dear, and worked out once, when
 * it is first needed. Not safe for use by several threads.
 */
public final class Chance {

    private static final Chance NEVER = new Chance(0);
    private static final Chance ALWAYS = new Chance(1);

    private final double value;
    private final double rarer;
    private double logOfNone;

    private Chance(double value) {
        this.value = value;
        this.rarer = Math.min(value, 1 - value);
    }

    /** @param value 0..1 */
    public static Chance of(double value) {
        if (value == 0) {
            return NEVER;
        }
        return value == 1 ? ALWAYS : new Chance(value);
    }

    public double value() {
        return value;
    }

    public boolean isCertain() {
        return value >= 1;
    }

    /** Whether the event is what is rarer, and not that it does not happen. */
    boolean isRare() {
        return value <= 0.5;
    }

    /** The chance of what is rarer: 0..0.5. */
    double rarer() {
        return rarer;
    }

    /** Logarithm of the chance that the rarer does not happen. */
    double logOfNone() {
        if (logOfNone == 0) {
            logOfNone = Math.log1p(-rarer);
        }
        return logOfNone;
    }
}

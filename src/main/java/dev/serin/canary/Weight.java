package dev.serin.canary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The share of traffic that the canary gets, in percent.
 *
 * @param percent 0..100
 */
public record Weight(@JsonValue int percent) implements Comparable<Weight> {

    public static final Weight ZERO = new Weight(0);
    public static final Weight FULL = new Weight(100);

    /** @throws InvalidField outside 0..100 */
    @JsonCreator
    public Weight {
        if (percent < 0 || percent > 100) {
            throw new InvalidField("weight", "is " + percent, "use a whole number from 0 to 100");
        }
    }

    public boolean isZero() {
        return percent == 0;
    }

    /** This weight raised by {@code points}, at most 100. */
    public Weight plus(int points) {
        return new Weight(Math.min(100, percent + points));
    }

    @Override
    public int compareTo(Weight other) {
        return Integer.compare(percent, other.percent);
    }

    @Override
    public String toString() {
        return percent + " %";
    }
}

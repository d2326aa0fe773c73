package dev.serin.observation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One number that was asked for: it is there, or it is missing for a reason. Missing is never 0. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({ @JsonSubTypes.Type(value = Reading.Value.class, name = "value"),
        @JsonSubTypes.Type(value = Reading.NoData.class, name = "noData") })
public sealed interface Reading {

    /** @param number finite, and not negative for counts */
    record Value(double number) implements Reading {

        public Value {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("A reading must be finite; use NoData for " + number);
            }
        }
    }

    /** @param reason one line: which signal, of what, and why it is missing */
    record NoData(String reason) implements Reading {
    }

    /** The reading of a number, whatever Prometheus says it is: NaN and infinities are missing. */
    static Reading of(double number, String whatIfMissing) {
        return Double.isFinite(number) ? new Value(number) : new NoData(whatIfMissing + " is " + number);
    }

    default boolean isPresent() {
        return this instanceof Value;
    }

    /** The number, or the given one where it is missing: only for sums that check {@link #isPresent()} elsewhere. */
    default double orElse(double other) {
        return this instanceof Value value ? value.number() : other;
    }
}

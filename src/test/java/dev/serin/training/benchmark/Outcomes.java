package dev.serin.training.benchmark;

import java.util.List;
import java.util.OptionalDouble;

/** Hand-made outcomes. */
final class Outcomes {

    private Outcomes() {
    }

    static Outcome good(boolean promoted, double minutes) {
        return new Outcome(false, "none", promoted, minutes, 0, 0, 60, 60, OptionalDouble.empty());
    }

    static Outcome bad(boolean promoted, double minutes, double harmBefore, double harmTotal) {
        return new Outcome(true, "error-big", promoted, minutes, harmBefore, harmTotal, 30, 90, OptionalDouble.empty());
    }

    static Outcome believed(boolean bad, double probability) {
        return new Outcome(bad, "any", !bad, 5, 0, 0, 60, 60, OptionalDouble.of(probability));
    }

    /** Four good and three bad releases. */
    static final List<Outcome> SOME = List.of(good(true, 10), good(true, 20), good(false, 5), good(false, 90),
            bad(false, 2, 0.5, 0.5), bad(false, 4, 1, 1), bad(true, 8, 3, 30));
}

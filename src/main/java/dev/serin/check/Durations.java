package dev.serin.check;

import java.time.Duration;
import java.util.Optional;

/** Durations of a Canary: the CRD allows whole minutes and seconds. */
final class Durations {

    private Durations() {
    }

    /** @return empty for anything that Flagger's CRD would not take, and for nothing at all */
    static Optional<Duration> parse(String text) {
        return text.matches("[0-9]{1,6}[ms]|[0-9]{1,6}m[0-9]{1,6}s")
                ? Optional.of(Duration.parse("PT" + text)).filter(length -> !length.isZero())
                : Optional.empty();
    }
}

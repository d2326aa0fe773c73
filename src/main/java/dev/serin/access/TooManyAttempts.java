package dev.serin.access;

import java.time.Duration;

/** A login was not even looked at, because too many were tried before: the cause of a failed authentication. */
class TooManyAttempts extends RuntimeException {

    private final Duration pause;

    /** @param pause until the next attempt is looked at */
    TooManyAttempts(Duration pause) {
        super("too many attempts to log in");
        this.pause = pause;
    }

    /** In seconds, rounded up. */
    long pauseSeconds() {
        return pause.toSeconds() + 1;
    }
}

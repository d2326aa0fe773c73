package dev.serin.access;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.webhook.LimitsConfig;
import dev.serin.webhook.RateLimit;
import io.quarkus.security.AuthenticationFailedException;

/**
 * Bounds how often passwords are tried: from one source, because they could be guessed, and in all, because checking one takes
 * long on purpose. Who was logged in before is not counted and not held up.
 */
@ApplicationScoped
class Attempts {

    private static final int SOURCES_MAX = 10_000;
    private static final int SOURCES_AT_ONCE = 20;
    private static final String ALL = "";

    private final RateLimit perSource;
    private final RateLimit inAll;

    Attempts(LimitsConfig config, Clock clock) {
        int perMinute = config.loginAttemptsPerMinute();
        this.perSource = RateLimit.of(perMinute, Duration.ofMinutes(1), SOURCES_MAX, clock);
        this.inAll = RateLimit.of(perMinute * SOURCES_AT_ONCE, Duration.ofMinutes(1), 1, clock);
    }

    /** @throws AuthenticationFailedException because of {@link TooManyAttempts}, when this one must wait */
    void admit(String source) {
        Duration pause = perSource.admit(source);
        Duration longer = pause.isZero() ? inAll.admit(ALL) : pause;
        if (!longer.isZero()) {
            throw new AuthenticationFailedException(new TooManyAttempts(longer));
        }
    }
}

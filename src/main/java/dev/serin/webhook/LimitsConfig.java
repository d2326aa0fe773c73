package dev.serin.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How often Serin may be called. Wide enough that nobody who belongs here is ever refused: Flagger counts a 429 as a failure.
 */
@ConfigMapping(prefix = "serin.limits")
public interface LimitsConfig {

    /**
     * Calls of one receiver with one credential, per second; ten seconds' worth may come at once. A thousand canaries with
     * five hooks at each tick of ten seconds make 500 a second, and 5000 when all tick together.
     */
    @WithDefault("2000")
    @Min(10)
    @Max(1_000_000)
    int callsPerSecond();

    /** Calls from one source without a credential that Serin knows, per minute. Those with one are not held up by them. */
    @WithDefault("60")
    @Min(1)
    @Max(1_000_000)
    int unknownCallsPerMinute();

    /** Passwords tried from one source, per minute; in all 20 times as many. Who was logged in before is not counted. */
    @WithDefault("10")
    @Min(1)
    @Max(1_000_000)
    int loginAttemptsPerMinute();
}

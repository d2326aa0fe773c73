package dev.serin.dashboard;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the page and the API look at the fleet. */
@ConfigMapping(prefix = "serin.dashboard")
public interface DashboardConfig {

    /** How long to wait for the cluster before showing what was last recorded; a reader waits this long. */
    @WithDefault("2s")
    @DurationMin(millis = 100)
    Duration timeout();

    /** How many of a canary's newest entries its page shows and draws: each costs about 8 KB to read. */
    @WithDefault("200")
    @Min(10)
    @Max(2000)
    int entries();

    /** At the same weight for longer than this a canary counts as held, up to here as moving. */
    @WithDefault("5m")
    @DurationMin(seconds = 1)
    Duration heldAfter();

    /**
     * How long an open page waits at most for what no decision announces, the cluster's own changes above all. It is also
     * the beat by which a browser knows that Serin is there. Whole seconds.
     */
    @WithDefault("5s")
    @DurationMin(seconds = 1)
    Duration beat();
}

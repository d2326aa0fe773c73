package dev.serin.rollout;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long one decision may take, and how often Serin looks for work that a lost call left behind. */
@ConfigMapping(prefix = "serin.rollout")
public interface RolloutConfig {

    /**
     * The time from the arrival of a hook to its answer, summed over everything asked in between. Past it the answer is hold.
     * Flagger waits 10 s by default: stay well below.
     */
    @WithDefault("5s")
    Duration budget();

    /** The time between two rounds that reset ended releases and settle what a crash or an outage left open. */
    @WithDefault("10s")
    Duration sweep();
}

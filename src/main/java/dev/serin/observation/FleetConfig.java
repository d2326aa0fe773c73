package dev.serin.observation;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the cluster's Canaries are read. */
@ConfigMapping(prefix = "serin.kubernetes")
public interface FleetConfig {

    /**
     * How long a list of all Canaries is good for. It only says who is asked about together and who else has traffic, so some seconds do
     * no harm; the Canary that a decision is about is always read anew.
     */
    @WithDefault("5s")
    Duration listCache();

    /** The longest that one answer of the cluster may take, cut to what is left of the call's budget. */
    @WithDefault("2s")
    Duration timeout();
}

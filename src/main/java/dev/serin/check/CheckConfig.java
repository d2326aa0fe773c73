package dev.serin.check;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How a Canary's wiring is checked. */
@ConfigMapping(prefix = "serin.check")
public interface CheckConfig {

    /** The longest that one check may take, over all that it asks. What has not answered by then could not be checked. */
    @WithDefault("10s")
    Duration budget();
}

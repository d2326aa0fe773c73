package dev.serin.rollout;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long a person may stay in charge of a release. After that the policy decides again. */
@ConfigMapping(prefix = "serin.take-over")
public interface TakeOverConfig {

    /** How long, when an order does not say. */
    @WithDefault("1h")
    @DurationMin(minutes = 1)
    Duration defaultLength();

    /** The longest that an order may say: whoever forgets a release must not hold it for ever. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    Duration maximumLength();
}

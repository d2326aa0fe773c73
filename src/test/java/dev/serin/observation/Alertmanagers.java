package dev.serin.observation;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Alertmanager's configuration as the tests need it. */
public final class Alertmanagers {

    private Alertmanagers() {
    }

    /** @param settings by key, without {@code serin.alertmanager.} */
    public static AlertmanagerConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .withMapping(AlertmanagerConfig.class);
        settings.forEach((key, value) -> builder.withDefaultValue("serin.alertmanager." + key, value));
        return builder.build().getConfigMapping(AlertmanagerConfig.class);
    }

    static AlertmanagerConfig config() {
        return config(Map.of());
    }
}

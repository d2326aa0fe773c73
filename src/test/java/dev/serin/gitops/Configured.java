package dev.serin.gitops;

import java.util.HashMap;
import java.util.Map;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The real configuration, read from properties as in production. */
final class Configured {

    private final Map<String, String> properties = new HashMap<>();

    static Configured with(String key, Object value) {
        return new Configured().and(key, value);
    }

    Configured and(String key, Object value) {
        properties.put("serin.git." + key, value.toString());
        return this;
    }

    GitConfig config() {
        return new SmallRyeConfigBuilder().withMapping(GitConfig.class).addDefaultInterceptors().addDiscoveredConverters()
                .addSystemSources().withSources(new PropertiesConfigSource(properties, "test", 500)).build()
                .getConfigMapping(GitConfig.class);
    }
}

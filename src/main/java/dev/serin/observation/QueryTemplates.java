package dev.serin.observation;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import dev.serin.canary.InvalidField;

/** The templates that ship with Serin, and those of the configuration, which override them key by key. */
final class QueryTemplates {

    /** Shipped as {@code telemetry/<provider>.properties}; the words are Flagger's for {@code spec.provider}. */
    static final List<String> SHIPPED = List.of("istio", "linkerd", "nginx", "contour", "traefik", "gatewayapi", "kubernetes");

    /** CPU time comes from the kubelet, whatever the provider. */
    static final String CPU = "cpu";

    private final Map<String, Map<String, String>> configured;
    private final String defaultProvider;
    private final Map<String, QueryTemplate> known = new ConcurrentHashMap<>();

    QueryTemplates(Map<String, Map<String, String>> configured, String defaultProvider) {
        this.configured = Map.copyOf(configured);
        this.defaultProvider = defaultProvider;
    }

    /**
     * @param provider as in {@code spec.provider}; {@code gatewayapi:v1} is {@code gatewayapi}, empty is the default
     * @throws InvalidField for a provider that neither ships nor is configured
     */
    QueryTemplate of(String provider) {
        return known.computeIfAbsent(provider.isEmpty() ? defaultProvider : provider.split(":", 2)[0], this::load);
    }

    private QueryTemplate load(String provider) {
        Map<String, String> keys = new HashMap<>(SHIPPED.contains(provider) || provider.equals(CPU) ? shipped(provider) : Map.of());
        keys.putAll(configured.getOrDefault(provider, Map.of()));
        if (keys.isEmpty()) {
            throw new InvalidField("spec.provider", "has no query templates here",
                    "use one of " + SHIPPED + " or add serin.prometheus.templates." + provider + ".*");
        }
        return new QueryTemplate(provider, Map.copyOf(keys));
    }

    private static Map<String, String> shipped(String provider) {
        String resource = "/telemetry/" + provider + ".properties";
        try (InputStream bytes = QueryTemplates.class.getResourceAsStream(resource);
                Reader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(text);
            Map<String, String> keys = new HashMap<>();
            properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
            return keys;
        } catch (IOException missing) {
            throw new UncheckedIOException("Cannot read " + resource, missing);
        }
    }
}

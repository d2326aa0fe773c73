package dev.serin.observation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import dev.serin.canary.InvalidField;
import dev.serin.observation.PrometheusConfig.CpuTemplate;
import dev.serin.observation.PrometheusConfig.IdentityTemplate;
import dev.serin.observation.PrometheusConfig.ProviderTemplate;
import dev.serin.observation.QueryTemplate.LatencyUnit;
import dev.serin.observation.QueryTemplate.NamedBy;

/** The query templates that ship with Serin, under {@code telemetry/}, and what the configuration adds to them. */
@ApplicationScoped
public class QueryTemplates {

    /** Flagger's providers that a template ships for; {@code gatewayapi} stands for all its versions. */
    static final List<String> SHIPPED = List.of("istio", "linkerd", "nginx", "contour", "traefik", "kubernetes", "gatewayapi");

    private final Map<String, QueryTemplate> byProvider = new TreeMap<>();
    private final String cpuUsage;
    private final Identity cpuIdentity;

    /** @throws InvalidField when a configured template is not complete */
    public QueryTemplates(PrometheusConfig config) {
        Stream.concat(SHIPPED.stream(), config.templates().keySet().stream()).distinct()
                .forEach(provider -> byProvider.put(provider, template(provider, config)));
        Map<String, String> cpu = shipped("cpu");
        cpu.putAll(keysOf(config.cpu()));
        cpuUsage = cpu.get("usage");
        cpuIdentity = identity("cpu", cpu);
    }

    /** The template for one of Flagger's words, with or without a version as in {@code gatewayapi:v1}. */
    Optional<QueryTemplate> find(String provider) {
        return Optional.ofNullable(byProvider.get(provider))
                .or(() -> Optional.ofNullable(byProvider.get(provider.split(":", 2)[0])));
    }

    /** The counter of CPU seconds; its names are always those of the targets. */
    String cpuUsage() {
        return cpuUsage;
    }

    Identity cpuIdentity() {
        return cpuIdentity;
    }

    private static QueryTemplate template(String provider, PrometheusConfig config) {
        Map<String, String> configured = Optional.ofNullable(config.templates().get(provider))
                .map(QueryTemplates::keysOf).orElse(Map.of());
        Map<String, String> keys = startingPoint(provider, configured.get("like"));
        keys.putAll(configured);
        return parse("templates." + provider, keys);
    }

    private static Map<String, String> startingPoint(String provider, String like) {
        String start = like == null ? provider : like;
        if (!SHIPPED.contains(start)) {
            return new TreeMap<>();
        }
        Map<String, String> keys = shipped(start);
        return keys.containsKey("like") ? startingPoint(provider, keys.get("like")) : keys;
    }

    private static Map<String, String> shipped(String name) {
        Properties file = new Properties();
        try (InputStream in = QueryTemplates.class.getResourceAsStream("/telemetry/" + name + ".properties")) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, file::getProperty, (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> keysOf(ProviderTemplate template) {
        Map<String, String> keys = keysOf((IdentityTemplate) template);
        template.like().ifPresent(value -> keys.put("like", value));
        template.requests().ifPresent(value -> keys.put("requests", value));
        template.errors().ifPresent(value -> keys.put("errors", value));
        template.latency().ifPresent(value -> keys.put("latency", value));
        template.latencyUnit().ifPresent(value -> keys.put("latency-unit", value));
        template.namedBy().ifPresent(value -> keys.put("named-by", value));
        return keys;
    }

    private static Map<String, String> keysOf(CpuTemplate template) {
        Map<String, String> keys = keysOf((IdentityTemplate) template);
        template.usage().ifPresent(value -> keys.put("usage", value));
        return keys;
    }

    private static Map<String, String> keysOf(IdentityTemplate template) {
        Map<String, String> keys = new TreeMap<>();
        template.key().ifPresent(labels -> keys.put("key", String.join(",", labels)));
        template.namespace().ifPresent(value -> keys.put("namespace", value));
        template.canary().ifPresent(value -> keys.put("canary", value));
        template.primary().ifPresent(value -> keys.put("primary", value));
        return keys;
    }

    private static QueryTemplate parse(String at, Map<String, String> keys) {
        return new QueryTemplate(required(at, keys, "requests"), required(at, keys, "errors"),
                Optional.ofNullable(keys.get("latency")),
                oneOf(LatencyUnit.class, at, "latency-unit", keys.getOrDefault("latency-unit", "s")),
                oneOf(NamedBy.class, at, "named-by", keys.getOrDefault("named-by", "target")), identity(at, keys));
    }

    private static Identity identity(String at, Map<String, String> keys) {
        return new Identity(List.of(required(at, keys, "key").split("\\s*,\\s*")), required(at, keys, "namespace"),
                required(at, keys, "canary"), required(at, keys, "primary"));
    }

    private static String required(String at, Map<String, String> keys, String key) {
        return Optional.ofNullable(keys.get(key)).filter(value -> !value.isBlank()).orElseThrow(() -> new InvalidField(
                "serin.prometheus." + at + "." + key, "is missing", "set it, or name a shipped template in 'like'"));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String at, String key, String word) {
        return Stream.of(type.getEnumConstants()).filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidField("serin.prometheus." + at + "." + key, "is unknown", "use one of "
                        + Stream.of(type.getEnumConstants()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList()));
    }
}

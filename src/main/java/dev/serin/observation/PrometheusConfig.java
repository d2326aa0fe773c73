package dev.serin.observation;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which Prometheus is asked, and how. */
@ConfigMapping(prefix = "serin.prometheus")
public interface PrometheusConfig {

    /** The address in front of {@code /api/v1/query}; Thanos, Mimir and others that speak the same API will do. No credentials here. */
    @WithDefault("http://localhost:9090")
    URI url();

    /** The longest wait for one query, cut to what is left of the call's budget. */
    @WithDefault("2s")
    Duration timeout();

    /** How far behind now the intervals end: one scrape interval, so that late samples of either version are in. */
    @WithDefault("15s")
    Duration delay();

    /** A newest sample older than this at the end of an interval says nothing about it. */
    @WithDefault("60s")
    Duration staleAfter();

    /** The templates for Canaries without {@code spec.provider}; Istio, as in Flagger. */
    @WithDefault("istio")
    String defaultProvider();

    /** A file with a bearer token, read anew for each query. */
    Optional<Path> bearerTokenFile();

    /** Templates of one's own, or single keys of a shipped one, by provider: see {@link QueryTemplate}. */
    Map<String, Map<String, String>> templates();

    /**
     * Optional signals by name, for example a conversion rate or node pressure: a query with the placeholders of
     * {@link QueryTemplate} and {@code {window}}, whose result carries {@code serin_namespace} and {@code serin_workload}.
     */
    Map<String, String> signals();
}

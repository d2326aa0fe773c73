package dev.serin.observation;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How Serin asks Prometheus, or anything that speaks its HTTP API: Thanos, Mimir, VictoriaMetrics. */
@ConfigMapping(prefix = "serin.prometheus")
public interface PrometheusConfig extends ServerCredentials {

    /** The base address, without {@code /api/v1}. The default is Flagger's own. */
    @WithDefault("http://prometheus:9090")
    URI url();

    /**
     * How far an interval's end lies in the past. Samples reach Prometheus late; a count taken too early would be
     * smaller than the same count taken again. Raise it for remote write.
     */
    @WithDefault("5s")
    Duration delay();

    /** The longest wait for one answer. All questions of a slot are asked side by side, and never beyond the call's budget. */
    @WithDefault("2s")
    Duration timeout();

    /** A version whose newest sample is older than this at the end of the interval has stale telemetry. */
    @WithDefault("60s")
    Duration staleAfter();

    /**
     * How long a series may have a gap and still be counted on from its last sample. Longer costs Prometheus memory;
     * shorter than two scrape intervals makes a failed scrape look like a new series.
     */
    @WithDefault("5m")
    Duration lookback();

    /** How long an answer with a fault is kept before the next call asks again; a full answer is kept for its slot. */
    @WithDefault("2s")
    Duration retryAfter();

    /** The largest answer that is read, in bytes. 500 canaries with latency buckets need about 3 million. */
    @WithDefault("16777216")
    @Min(65536)
    int answerBytesMax();

    /** How many canaries one question may name; more of them are asked about in several. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int namesPerQueryMax();

    /** The provider of a Canary that names none, in Flagger's words; the default is Flagger's own. */
    @WithDefault("istio")
    String defaultProvider();

    /** Query templates by provider: adds one, or replaces single keys of one that ships. Keys as in {@link QueryTemplate}. */
    Map<String, ProviderTemplate> templates();

    /** Replaces single keys of the shipped query for CPU time. */
    CpuTemplate cpu();

    /** Optional further signals by name. */
    Map<String, Signal> signals();

    /** How labels name a workload; see {@link Identity}. */
    interface IdentityTemplate {

        Optional<List<String>> key();

        Optional<String> namespace();

        Optional<String> canary();

        Optional<String> primary();
    }

    /** The keys of a provider's template. */
    interface ProviderTemplate extends IdentityTemplate {

        /** The shipped template that this one starts from; without it, the one of the same name. */
        Optional<String> like();

        Optional<String> requests();

        Optional<String> errors();

        Optional<String> latency();

        /** {@code ms} or {@code s}. */
        Optional<String> latencyUnit();

        /** {@code target}, {@code service} or {@code ingress}. */
        Optional<String> namedBy();
    }

    /** The keys of the template for CPU time. */
    interface CpuTemplate extends IdentityTemplate {

        Optional<String> usage();
    }

    /** One optional signal. */
    interface Signal {

        /**
         * An instant query with {@code {{ namespaces }}}, {@code {{ workloads }}} and {@code {{ window }}} where they
         * are needed. It answers with the labels {@code serin_namespace} and, for {@code version}, {@code
         * serin_workload}.
         */
        String query();

        /** Whether canary and primary have a number each, or the namespace has one. */
        @WithDefault("version")
        SignalScope scope();
    }

    /** What one number of a signal stands for. */
    enum SignalScope {
        /** A business rate: the observation has {@code <name>.canary} and {@code <name>.primary}. */
        VERSION,
        /** Node pressure and the like: the observation has {@code <name>}. */
        NAMESPACE
    }
}

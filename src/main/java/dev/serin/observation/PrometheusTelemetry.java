package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;

import dev.serin.canary.Budget;
import dev.serin.canary.CanaryState;
import dev.serin.canary.InvalidField;

/**
 * Reads intervals from Prometheus, for all canaries of one provider and interval together: the number of queries grows with the
 * signals, not with the canaries. Never throws for what Prometheus does; what is missing is a reading that says why.
 */
public final class PrometheusTelemetry {

    private static final int BATCHES_KEPT = 64;

    private record BatchKey(String provider, Duration length, Instant end) {
    }

    private final PrometheusConfig config;
    private final PrometheusClient client;
    private final QueryTemplates templates;
    private final Map<BatchKey, CompletableFuture<TelemetryBatch>> batches = new ConcurrentHashMap<>();

    public PrometheusTelemetry(PrometheusConfig config) {
        this.config = config;
        this.client = new PrometheusClient(config.url(), config.bearerTokenFile());
        this.templates = new QueryTemplates(config.templates(), config.defaultProvider());
    }

    /**
     * One interval of one canary.
     *
     * @param fleet all known Canaries, asked about together
     * @param end the one {@code time} of all queries
     * @param length how far back counts reach
     */
    public Interval read(CanaryState canary, List<CanaryState> fleet, Instant end, Duration length, Budget budget) {
        try {
            QueryTemplate template = templates.of(canary.workload().provider());
            TelemetryBatch batch = await(batch(canary, fleet, template, end, length, budget), budget);
            return batch.interval(canary);
        } catch (InvalidField unusable) {
            return missing(unusable.getMessage(), end, length);
        } catch (TimeoutException late) {
            return missing("Prometheus did not answer inside the budget", end, length);
        }
    }

    private static Interval missing(String reason, Instant end, Duration length) {
        return new Interval(end, length, VersionReading.missing(reason), VersionReading.missing(reason), Map.of());
    }

    private CompletableFuture<TelemetryBatch> batch(CanaryState canary, List<CanaryState> fleet, QueryTemplate template, Instant end,
            Duration length, Budget budget) {
        BatchKey key = new BatchKey(template.provider(), length, end);
        forgetOldest(end);
        return batches.compute(key, (same, known) -> known != null && isGoodFor(canary, known) ? known
                : ask(members(canary, fleet, template, length), template, end, length, budget));
    }

    /** A batch under way is waited for; one that failed, or did not ask about this canary, is asked again. */
    private static boolean isGoodFor(CanaryState canary, CompletableFuture<TelemetryBatch> batch) {
        return !batch.isDone() || batch.join().isComplete() && batch.join().askedAbout(canary);
    }

    private List<CanaryState> members(CanaryState canary, List<CanaryState> fleet, QueryTemplate template, Duration length) {
        List<CanaryState> members = new ArrayList<>(fleet.stream()
                .filter(other -> other.interval().equals(length) && !other.ref().equals(canary.ref()))
                .filter(other -> usesTemplate(other, template)).toList());
        members.add(canary);
        return members;
    }

    private boolean usesTemplate(CanaryState canary, QueryTemplate template) {
        try {
            return templates.of(canary.workload().provider()).equals(template);
        } catch (InvalidField noSuchProvider) {
            return false;
        }
    }

    private CompletableFuture<TelemetryBatch> ask(List<CanaryState> members, QueryTemplate template, Instant end, Duration length,
            Budget budget) {
        Map<String, CompletableFuture<PrometheusAnswer>> answers = new LinkedHashMap<>();
        queries(members, template, length).forEach(
                (signal, promql) -> answers.put(signal, client.ask(promql, end, budget.upTo(config.timeout()))));
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> new TelemetryBatch(members, template, templates.of(QueryTemplates.CPU), joined(answers), end, length,
                        config.staleAfter()));
    }

    private Map<String, String> queries(List<CanaryState> members, QueryTemplate template, Duration length) {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(TelemetryBatch.REQUESTS, template.requests(members, length));
        queries.put(TelemetryBatch.ERRORS, template.errors(members, length));
        queries.put(TelemetryBatch.LATENCY, template.latency(members, length));
        queries.put(TelemetryBatch.FRESHNESS, template.freshness(members));
        queries.put(TelemetryBatch.CPU, templates.of(QueryTemplates.CPU).requests(members, length));
        config.signals().forEach((name, query) -> queries.put(TelemetryBatch.signal(name),
                QueryTemplate.selector(query, members).replace("{window}", QueryTemplate.window(length))));
        return queries;
    }

    private static Map<String, PrometheusAnswer> joined(Map<String, CompletableFuture<PrometheusAnswer>> answers) {
        Map<String, PrometheusAnswer> joined = new HashMap<>();
        answers.forEach((signal, answer) -> joined.put(signal, answer.join()));
        return joined;
    }

    private static TelemetryBatch await(CompletableFuture<TelemetryBatch> batch, Budget budget) throws TimeoutException {
        try {
            return batch.get(budget.remaining().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("Serin is stopping");
        } catch (ExecutionException bug) {
            throw new IllegalStateException("A batch of queries cannot be read", bug.getCause());
        }
    }

    private void forgetOldest(Instant end) {
        if (batches.size() >= BATCHES_KEPT) {
            batches.keySet().removeIf(key -> key.end().isBefore(end.minus(key.length())));
        }
    }
}

package dev.serin.observation;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The set of queries that one batch consists of: one for each signal, however many canaries it names. */
final class Questions {

    static final String FRESHNESS = "freshness";
    static final String REQUESTS = "requests";
    static final String ERRORS = "errors";
    static final String LATENCY = "latency";
    static final String CPU = "CPU";
    static final String CPU_FRESHNESS = "CPU freshness";

    private static final String BY_WORKLOAD = "by (" + Identity.NAMESPACE + ", " + Identity.WORKLOAD + ")";
    private static final String BY_BUCKET = "by (" + Identity.NAMESPACE + ", " + Identity.WORKLOAD + ", le)";

    private final PrometheusConfig config;
    private final QueryTemplates templates;

    Questions(PrometheusConfig config, QueryTemplates templates) {
        this.config = config;
        this.templates = templates;
    }

    /** @return queries by what they ask for; a signal's is called {@code signal <name>} */
    Map<String, String> about(Collection<Subject> subjects, QueryTemplate template, Duration window) {
        Names names = names(subjects, Subject::name, window);
        Names targets = names(subjects, Subject::target, window);
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put(FRESHNESS, freshness(template.requests(), template.identity(), names));
        queries.put(REQUESTS, growth("sum " + BY_WORKLOAD, template.requests(), template.identity(), names));
        queries.put(ERRORS, growth("sum " + BY_WORKLOAD, template.errors(), template.identity(), names));
        template.latency().ifPresent(
                buckets -> queries.put(LATENCY, growth("sum " + BY_BUCKET, buckets, template.identity(), names)));
        queries.put(CPU, growth("sum " + BY_WORKLOAD, templates.cpuUsage(), templates.cpuIdentity(), targets));
        queries.put(CPU_FRESHNESS, freshness(templates.cpuUsage(), templates.cpuIdentity(), targets));
        config.signals().forEach((name, signal) -> queries.put(signal(name), targets.fill(signal.query())));
        return queries;
    }

    static String signal(String name) {
        return "signal " + name;
    }

    private static Names names(Collection<Subject> subjects, Function<Subject, String> name, Duration window) {
        return Names.of(subjects.stream().map(Subject::namespace).collect(Collectors.toSet()),
                subjects.stream().map(name).collect(Collectors.toSet()), window);
    }

    /** When each workload was last heard of, by an instant selector: it honours stale markers, the counts do not. */
    private static String freshness(String selector, Identity identity, Names names) {
        return identity.aggregate("max " + BY_WORKLOAD, "timestamp(" + names.fill(selector) + ")", names);
    }

    private String growth(String aggregation, String selector, Identity identity, Names names) {
        String growth = PromQl.growth(names.fill(selector), names.window(), config.lookback());
        return identity.aggregate(aggregation, growth, names);
    }
}

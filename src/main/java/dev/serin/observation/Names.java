package dev.serin.observation;

import java.time.Duration;
import java.util.Collection;

/**
 * The workloads that one set of queries is about, and over which window.
 *
 * @param namespaces matches them, for use inside a PromQL string
 * @param workloads matches the canaries' names, for use inside a PromQL string
 */
record Names(String namespaces, String workloads, Duration window) {

    static Names of(Collection<String> namespaces, Collection<String> workloads, Duration window) {
        return new Names(PromQl.anyOf(namespaces), PromQl.anyOf(workloads), window);
    }

    /** The template with its placeholders filled; they are written as in Flagger's MetricTemplates. */
    String fill(String template) {
        return template.replace("{{ namespaces }}", namespaces).replace("{{ workloads }}", workloads)
                .replace("{{ window }}", PromQl.duration(window));
    }
}

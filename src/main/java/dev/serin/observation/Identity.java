package dev.serin.observation;

import java.util.List;

/**
 * How the labels of a metric name a workload. The values of some labels are joined with '/' to one key, and expressions
 * take it apart; each is anchored and its first group is the result. What they find is written to the labels {@code
 * serin_namespace} and {@code serin_workload}, where the primary is called {@code <name>-primary} whatever the metric
 * calls it.
 *
 * @param labels whose values make the key
 * @param namespace finds the namespace
 * @param canary finds the canary's name; may find the primary too where the metric calls it {@code <name>-primary}
 * @param primary finds the name in a key of the primary
 */
record Identity(List<String> labels, String namespace, String canary, String primary) {

    static final String NAMESPACE = "serin_namespace";
    static final String WORKLOAD = "serin_workload";
    private static final String KEY = "serin_key";

    Identity {
        labels = List.copyOf(labels);
    }

    /** The vector summed (or otherwise aggregated) by workload. */
    String aggregate(String aggregation, String vector, Names names) {
        return aggregation + " (" + labelled(vector, names) + ")";
    }

    private String labelled(String vector, Names names) {
        String keyed = "label_join(" + vector + ", \"" + KEY + "\", \"/\", \"" + String.join("\", \"", labels) + "\")";
        String inNamespace = replace(keyed, NAMESPACE, "$1", names.fill(namespace));
        String ofCanary = replace(inNamespace, WORKLOAD, "$1", names.fill(canary));
        return replace(ofCanary, WORKLOAD, "$1-primary", names.fill(primary));
    }

    private static String replace(String vector, String label, String replacement, String regex) {
        return "label_replace(" + vector + ", \"" + label + "\", \"" + replacement + "\", \"" + KEY + "\", \"" + regex + "\")";
    }
}

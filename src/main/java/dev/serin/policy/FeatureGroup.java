package dev.serin.policy;

import java.util.Arrays;
import java.util.List;

/** What an SRE tells apart in the features of {@link ObservationEncoder}; explanations give each group its share. */
enum FeatureGroup {
    ERRORS("errors", "errors-"),
    LATENCY("latency", "tail-", "body-", "latency-p"),
    CPU("CPU", "cpu-"),
    TRAFFIC_AND_TIME("weight, traffic and time", "weight", "minutes-", "requests-", "interval", "approved-"),
    TELEMETRY("telemetry gaps", "missing-", "latency-missing"),
    INCIDENT("incident on the primary", "primary-");

    private final String word;
    private final List<String> prefixes;

    FeatureGroup(String word, String... prefixes) {
        this.word = word;
        this.prefixes = List.of(prefixes);
    }

    /** As in an explanation. */
    String word() {
        return word;
    }

    /** @throws IllegalStateException for a feature that nobody has put into a group */
    static FeatureGroup of(String feature) {
        return Arrays.stream(values()).filter(group -> group.prefixes.stream().anyMatch(feature::startsWith)).findFirst()
                .orElseThrow(() -> new IllegalStateException("The feature " + feature + " belongs to no group"));
    }
}

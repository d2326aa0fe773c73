package dev.serin.check;

import static dev.serin.check.Finding.error;
import static dev.serin.check.Finding.warning;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import dev.serin.guardrail.GuardrailSettings;

/** What may be wrong with the analysis of a Canary, its hooks aside. */
record AnalysisRules(GuardrailSettings settings) {

    /** Flagger raises anything shorter to this (GetAnalysisInterval in pkg/apis/flagger/v1beta1/canary.go). */
    private static final Duration INTERVAL_MIN = Duration.ofSeconds(10);

    Stream<Finding> findings(Fields canary) {
        return Stream.of(target(canary), kind(canary, "iterations", "blue/green or A/B"), kind(canary, "match", "A/B"),
                interval(canary), suspended(canary), skipped(canary), annotations(canary)).flatMap(Optional::stream);
    }

    private static Optional<Finding> target(Fields canary) {
        return canary.has("spec", "targetRef", "name") ? Optional.empty()
                : Optional.of(error("spec.targetRef.name", "is missing", "name the Deployment that the Canary watches"));
    }

    private static Optional<Finding> kind(Fields canary, String key, String kind) {
        return canary.has("spec", "analysis", key)
                ? Optional.of(error("spec.analysis." + key, "makes this a release of another kind, " + kind,
                        "remove it; Serin steers weighted canaries"))
                : Optional.empty();
    }

    private static Optional<Finding> interval(Fields canary) {
        Optional<Duration> interval = canary.text("spec", "analysis", "interval").flatMap(Durations::parse);
        if (interval.isEmpty()) {
            return Optional.of(warning("spec.analysis.interval", "is missing or no duration: Flagger takes 60s",
                    "write it, such as 30s"));
        }
        return interval.get().compareTo(INTERVAL_MIN) >= 0 ? Optional.empty()
                : Optional
                        .of(warning("spec.analysis.interval", "is below the 10 s that Flagger keeps to", "write 10s or more"));
    }

    private static Optional<Finding> suspended(Fields canary) {
        return canary.isTrue("spec", "suspend")
                ? Optional.of(warning("spec.suspend", "is true: Flagger leaves the canary where it is, a sick one too",
                        "remove it when the release may go on"))
                : Optional.empty();
    }

    private static Optional<Finding> skipped(Fields canary) {
        return canary.isTrue("spec", "skipAnalysis")
                ? Optional.of(warning("spec.skipAnalysis", "is true: Flagger promotes without asking anybody",
                        "remove it; Serin's own promote-now takes it back by itself"))
                : Optional.empty();
    }

    private Optional<Finding> annotations(Fields canary) {
        return settings.overriddenBy(canary.annotations()).problem().map(problem -> error("metadata.annotations",
                "cannot all be read, so the canary goes nowhere. " + problem, "correct the annotations named"));
    }
}

package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.serin.observation.PrometheusConfig.SignalScope;

/** What the answers of one batch say about each workload. Keeps apart: no traffic, no telemetry, stale telemetry, no answer. */
final class SlotReadings {

    private final Slot slot;
    private final QueryTemplate template;
    private final PrometheusConfig config;
    private final Map<String, WorkloadAnswer> answers = new HashMap<>();

    SlotReadings(Slot slot, QueryTemplate template, PrometheusConfig config, Map<String, Answer> answers) {
        this.slot = slot;
        this.template = template;
        this.config = config;
        answers.forEach((question, answer) -> this.answers.put(question, WorkloadAnswer.of(question, answer)));
    }

    /** Every question got a whole answer, so that asking again within the slot would give the same. */
    boolean isWhole() {
        return answers.values().stream().allMatch(answer -> answer.fault().isEmpty());
    }

    Interval interval(Subject canary) {
        return new Interval(slot.end(), slot.length(), version(canary), version(canary.primary()), signals(canary));
    }

    private VersionReading version(Subject version) {
        String key = WorkloadAnswer.key(version.namespace(), version.name());
        Reading cpu = cpuSeconds(WorkloadAnswer.key(version.namespace(), version.target()));
        Optional<Reading.NoData> silence = silence(Questions.FRESHNESS, "", key);
        if (silence.isPresent()) {
            return new VersionReading(silence.get(), silence.get(), Optional.empty(), cpu);
        }
        Reading requests = count(answer(Questions.REQUESTS).read(key), Questions.REQUESTS);
        return new VersionReading(requests, requests.isPresent() ? errors(key) : requests, latency(key), cpu);
    }

    /** CPU time is scraped from elsewhere than the traffic: it may fall silent alone, and must not look idle then. */
    private Reading cpuSeconds(String key) {
        return silence(Questions.CPU_FRESHNESS, Questions.CPU + " ", key).<Reading> map(missing -> missing)
                .orElseGet(() -> count(answer(Questions.CPU).read(key), Questions.CPU));
    }

    /**
     * Why nothing can be said about a version: no live series, or none that was scraped lately.
     *
     * @param kind of series, for the reason
     */
    private Optional<Reading.NoData> silence(String freshness, String kind, String key) {
        Reading newest = answer(freshness).read(key);
        if (newest instanceof Reading.NoData missing) {
            return Optional.of(answer(freshness).fault().isPresent() ? missing
                    : new Reading.NoData("no telemetry: no " + kind + "series of " + key));
        }
        Duration age = Duration.between(Instant.ofEpochMilli(Math.round(newest.orElse(0) * 1000)), slot.end());
        return age.compareTo(config.staleAfter()) <= 0 ? Optional.empty()
                : Optional.of(new Reading.NoData("stale: the newest " + kind + "sample of " + key + " is " + age.toSeconds()
                        + " s older than the interval's end"));
    }

    private Reading errors(String key) {
        return count(answer(Questions.ERRORS).readOrZero(key), Questions.ERRORS);
    }

    private Optional<Histogram> latency(String key) {
        return LatencyBuckets.histogram(answer(Questions.LATENCY).samples(key), template.latencyUnit());
    }

    private static Reading count(Reading reading, String question) {
        return reading.orElse(0) >= 0 ? reading : new Reading.NoData(question + ": a negative count");
    }

    private Map<String, Reading> signals(Subject canary) {
        Map<String, Reading> signals = new HashMap<>();
        config.signals().forEach((name, signal) -> {
            WorkloadAnswer answer = answer(Questions.signal(name));
            if (signal.scope() == SignalScope.NAMESPACE) {
                signals.put(name, answer.read(canary.namespace()));
            } else {
                signals.put(name + ".canary", answer.read(WorkloadAnswer.key(canary.namespace(), canary.target())));
                signals.put(name + ".primary", answer.read(WorkloadAnswer.key(canary.namespace(), canary.primary().target())));
            }
        });
        return signals;
    }

    private WorkloadAnswer answer(String question) {
        return answers.getOrDefault(question, WorkloadAnswer.of(question, new Answer.Fault("was not asked")));
    }
}

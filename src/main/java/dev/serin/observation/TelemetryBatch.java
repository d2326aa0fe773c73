package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.observation.PrometheusAnswer.Fault;
import dev.serin.observation.PrometheusAnswer.Sample;
import dev.serin.observation.PrometheusAnswer.Samples;

/** The answers about many canaries for one interval, taken apart again by canary. */
final class TelemetryBatch {

    static final String REQUESTS = "requests";
    static final String ERRORS = "errors";
    static final String LATENCY = "latency";
    static final String FRESHNESS = "freshness";
    static final String CPU = "cpu";

    private record Workload(String namespace, String name) {
    }

    private final Set<CanaryRef> asked;
    private final QueryTemplate template;
    private final QueryTemplate cpu;
    private final Map<String, PrometheusAnswer> answers;
    private final Map<String, Map<Workload, List<Sample>>> samples = new HashMap<>();
    private final Instant end;
    private final Duration length;
    private final Duration staleAfter;

    TelemetryBatch(List<CanaryState> asked, QueryTemplate template, QueryTemplate cpu, Map<String, PrometheusAnswer> answers,
            Instant end, Duration length, Duration staleAfter) {
        this.asked = asked.stream().map(CanaryState::ref).collect(Collectors.toSet());
        this.template = template;
        this.cpu = cpu;
        this.answers = answers;
        this.end = end;
        this.length = length;
        this.staleAfter = staleAfter;
        answers.forEach((signal, answer) -> samples.put(signal, byWorkload(answer)));
    }

    static String signal(String name) {
        return "signal:" + name;
    }

    private static Map<Workload, List<Sample>> byWorkload(PrometheusAnswer answer) {
        return answer instanceof Samples complete
                ? complete.samples().stream().collect(Collectors.groupingBy(TelemetryBatch::workload))
                : Map.of();
    }

    private static Workload workload(Sample sample) {
        return new Workload(sample.labels().getOrDefault("serin_namespace", ""), sample.labels().getOrDefault("serin_workload", ""));
    }

    boolean isComplete() {
        return answers.values().stream().allMatch(Samples.class::isInstance);
    }

    boolean askedAbout(CanaryState canary) {
        return asked.contains(canary.ref());
    }

    Interval interval(CanaryState canary) {
        VersionReading canaryReading = version(canary, template.canaryName(canary), cpu.canaryName(canary));
        VersionReading primaryReading = version(canary, template.primaryName(canary), cpu.primaryName(canary));
        return new Interval(end, length, canaryReading, primaryReading, signals(canary));
    }

    private VersionReading version(CanaryState canary, String name, String cpuName) {
        Reading requests = fresh(canary, name, counted(REQUESTS, canary, name));
        Reading errors = requests.isPresent() ? errors(canary, name) : requests;
        Optional<Histogram> latency = requests.isPresent() ? histogram(canary, name) : Optional.empty();
        return new VersionReading(requests, errors, latency, counted(CPU, canary, cpuName));
    }

    /** No failing series beside counted requests means that none failed, if the answer was complete. */
    private Reading errors(CanaryState canary, String name) {
        boolean noneFailed = answers.get(ERRORS) instanceof Samples && found(ERRORS, canary, name).isEmpty();
        return noneFailed ? new Reading.Value(0) : counted(ERRORS, canary, name);
    }

    private Reading counted(String signal, CanaryState canary, String name) {
        if (answers.get(signal) instanceof Fault fault) {
            return new Reading.NoData(signal + ": " + fault.reason());
        }
        List<Sample> found = found(signal, canary, name);
        return found.isEmpty() ? new Reading.NoData(signal + " of " + name + ": no such series")
                : Reading.of(found.get(0).number(), signal + " of " + name);
    }

    private Reading fresh(CanaryState canary, String name, Reading requests) {
        Reading newest = counted(FRESHNESS, canary, name);
        if (!requests.isPresent() || !newest.isPresent()) {
            return requests.isPresent() ? newest : requests;
        }
        long ageSeconds = Math.round(end.getEpochSecond() - newest.orElse(0));
        return ageSeconds <= staleAfter.toSeconds() ? requests
                : new Reading.NoData("requests of " + name + ": stale, the newest sample is " + ageSeconds + " s old");
    }

    private Optional<Histogram> histogram(CanaryState canary, String name) {
        TreeMap<Double, Double> cumulative = new TreeMap<>();
        for (Sample bucket : found(LATENCY, canary, name)) {
            bound(bucket).filter(le -> Double.isFinite(bucket.number())).ifPresent(le -> cumulative.put(le, bucket.number()));
        }
        return cumulative.isEmpty() ? Optional.empty() : Optional.of(perBucket(cumulative));
    }

    private Optional<Double> bound(Sample bucket) {
        String le = bucket.labels().getOrDefault("le", "");
        try {
            return Optional.of(le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le) * template.latencyUnitMillis());
        } catch (NumberFormatException notABound) {
            return Optional.empty();
        }
    }

    /** Replicas scraped at different moments can make the buckets fall a little; counts are never negative. */
    private static Histogram perBucket(TreeMap<Double, Double> cumulative) {
        double[] bounds = cumulative.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] counts = new double[bounds.length];
        double below = 0;
        for (int i = 0; i < bounds.length; i++) {
            double upTo = Math.max(below, cumulative.get(bounds[i]));
            counts[i] = upTo - below;
            below = upTo;
        }
        return new Histogram(bounds, counts);
    }

    private Map<String, Reading> signals(CanaryState canary) {
        Map<String, Reading> readings = new HashMap<>();
        answers.keySet().stream().filter(name -> name.startsWith(signal(""))).forEach(name -> {
            String word = name.substring(signal("").length());
            readings.put(word, counted(name, canary, cpu.canaryName(canary)));
            readings.put(word + "-primary", counted(name, canary, cpu.primaryName(canary)));
        });
        return readings;
    }

    /** Where a provider's names carry the namespace themselves, its series have none of their own. */
    private List<Sample> found(String signal, CanaryState canary, String name) {
        Map<Workload, List<Sample>> bySignal = samples.get(signal);
        return bySignal.getOrDefault(new Workload(canary.ref().namespace(), name),
                bySignal.getOrDefault(new Workload("", name), List.of()));
    }
}

package dev.serin.observation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One answer, taken apart by workload.
 *
 * @param question what was asked for, as in a reason
 * @param fault why there is no answer
 * @param byWorkload samples by {@code namespace/workload}
 */
record WorkloadAnswer(String question, Optional<String> fault, Map<String, List<Answer.Sample>> byWorkload) {

    static WorkloadAnswer of(String question, Answer answer) {
        if (answer instanceof Answer.Samples whole) {
            return new WorkloadAnswer(question, Optional.empty(), whole.samples().stream().collect(
                    Collectors.groupingBy(s -> key(s.label(Identity.NAMESPACE), s.label(Identity.WORKLOAD)))));
        }
        String reason = answer instanceof Answer.Fault fault ? fault.reason() : "was not asked";
        return new WorkloadAnswer(question, Optional.of("Prometheus " + reason), Map.of());
    }

    /** @param workload empty for a number of the namespace */
    static String key(String namespace, String workload) {
        return workload.isEmpty() ? namespace : namespace + "/" + workload;
    }

    List<Answer.Sample> samples(String key) {
        return byWorkload.getOrDefault(key, List.of());
    }

    /** The one number of a workload, or why there is none. */
    Reading read(String key) {
        if (fault.isPresent()) {
            return missing(fault.get());
        }
        List<Answer.Sample> found = samples(key);
        return found.size() == 1 ? Reading.of(found.get(0).value(), question + " of " + key)
                : missing(found.isEmpty() ? "no series of " + key : found.size() + " numbers for " + key + " instead of one");
    }

    /** The same for a count, where the absence of a series in a whole answer means 0. */
    Reading readOrZero(String key) {
        return fault.isEmpty() && samples(key).isEmpty() ? new Reading.Value(0) : read(key);
    }

    Reading.NoData missing(String why) {
        return new Reading.NoData(question + ": " + why);
    }
}

package dev.serin.journal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.Trigger;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.observation.Observation;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The JSON documents of an entry. They have a mapper of their own: what is stored must not change because the HTTP API is
 * configured differently. Times are ISO 8601; fields that are not known are passed over, so that an older Serin reads newer
 * rows.
 */
@RegisterForReflection(targets = { Trigger.class, Observation.class, Ruling.class, Change.class }, registerFullHierarchy = true)
final class Documents {

    /** Settings of a canary start with this; other annotations may repeat its whole spec, and secrets with it. */
    private static final String OWN_ANNOTATIONS = "serin.dev/";

    // Getters that start with "is" are conclusions, not fields.
    private final ObjectMapper json = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws IllegalStateException for a type that cannot be written: a mistake of ours */
    String write(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException mistake) {
            throw new IllegalStateException("Cannot write " + document.getClass().getName() + " as JSON", mistake);
        }
    }

    /** The kind of a document whose type has several. */
    String kind(String document) {
        try {
            return json.readTree(document).path("kind").asText();
        } catch (JsonProcessingException mistake) {
            throw new IllegalStateException("Serin cannot read what it has written", mistake);
        }
    }

    <T> T read(String document, Class<T> type) throws JsonProcessingException {
        return json.readValue(document, type);
    }

    List<Integer> numbers(String array) throws JsonProcessingException {
        return List.of(json.readValue(array, Integer[].class));
    }

    /** The trigger as it may be stored: of a hook's metadata only the stamp, and only when it is one. */
    static Trigger withoutSecrets(Trigger trigger) {
        return trigger instanceof Trigger.HookCall call
                ? new Trigger.HookCall(call.type(), call.canary(), call.phase(), call.release(), stampOnly(call))
                : trigger;
    }

    private static Map<String, String> stampOnly(Trigger.HookCall call) {
        return call.echo().map(stamp -> Map.of(DecisionStamp.METADATA_KEY, stamp.toString())).orElse(Map.of());
    }

    /** The observation as it may be stored: of the annotations only Serin's own. */
    static Observation withoutSecrets(Observation seen) {
        return new Observation(seen.time(), withoutForeignAnnotations(seen.canary()), seen.release(), seen.approval(),
                seen.interval(), seen.evidence(), seen.releaseSince(), seen.dwell(), seen.othersWithTraffic(),
                seen.alerts());
    }

    private static CanaryState withoutForeignAnnotations(CanaryState canary) {
        Map<String, String> own = canary.annotations().entrySet().stream()
                .filter(annotation -> annotation.getKey().startsWith(OWN_ANNOTATIONS))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new CanaryState(canary.ref(), canary.phase(), canary.weight(), canary.failedChecks(), canary.interval(),
                canary.stepWeights(), canary.stamp(), canary.hooks(), canary.workload(), own);
    }
}

package dev.serin.observation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;

/**
 * Reads a Canary resource (flagger.app/v1beta1) as the Kubernetes API gives it. Tolerant of what a newer Flagger adds; numbers are
 * read as whole numbers, since Flagger's own fields are.
 */
final class CanaryMapping {

    private static final Duration FLAGGER_DEFAULT = Duration.ofSeconds(60);
    private static final Pattern GO_DURATION = Pattern.compile("(?:(\\d+)m)?(?:(\\d+)s)?");
    private static final Pattern HOOK_PATH = Pattern.compile(".*/flagger/([a-z-]+)(?:/[^/?#]+)?/?(?:[?#].*)?");

    private final JsonNode metadata;
    private final JsonNode spec;
    private final JsonNode analysis;
    private final JsonNode status;

    private CanaryMapping(JsonNode canary) {
        metadata = canary.path("metadata");
        spec = canary.path("spec");
        analysis = spec.path("analysis");
        status = canary.path("status");
    }

    static CanaryState toState(JsonNode canary) {
        return new CanaryMapping(canary).state();
    }

    private CanaryState state() {
        CanaryRef ref = new CanaryRef(metadata.path("namespace").asText(), metadata.path("name").asText());
        Phase phase = phase();
        return new CanaryState(ref, phase, weight(phase), status.path("failedChecks").asInt(0), interval(), stepWeights(),
                stamp(), hookTypes(), workload(), annotations());
    }

    private Phase phase() {
        String word = status.path("phase").asText("");
        return List.of(Phase.values()).stream().filter(phase -> phase.wire().equals(word)).findFirst().orElse(Phase.NONE);
    }

    /** In WaitingPromotion Flagger's status says 0 although the canary has its full share (fluxcd/flagger#1819). */
    private Weight weight(Phase phase) {
        List<Integer> steps = stepWeights();
        int percent = phase == Phase.WAITING_PROMOTION && !steps.isEmpty() ? steps.get(steps.size() - 1)
                : status.path("canaryWeight").asInt(0);
        return new Weight(Math.max(0, Math.min(100, percent)));
    }

    /** Flagger's GetAnalysisInterval: 60 s when absent or unreadable (pkg/apis/flagger/v1beta1/canary.go). */
    private Duration interval() {
        Matcher matcher = GO_DURATION.matcher(analysis.path("interval").asText(""));
        if (!matcher.matches()) {
            return FLAGGER_DEFAULT;
        }
        Duration interval = Duration.ofMinutes(number(matcher.group(1))).plusSeconds(number(matcher.group(2)));
        return interval.isZero() ? FLAGGER_DEFAULT : interval;
    }

    private static long number(String digits) {
        return digits == null || digits.length() > 6 ? 0 : Long.parseLong(digits);
    }

    private List<Integer> stepWeights() {
        return StreamSupport.stream(analysis.path("stepWeights").spliterator(), false).map(JsonNode::asInt).toList();
    }

    /** The stamp that all of Serin's hooks agree on; a spec in which they differ proves nothing. */
    private Optional<DecisionStamp> stamp() {
        Set<String> stamps = serinHooks()
                .map(hook -> hook.path("metadata").path(DecisionStamp.METADATA_KEY).asText(""))
                .filter(text -> !text.isEmpty()).collect(Collectors.toSet());
        return stamps.size() == 1 ? DecisionStamp.parse(stamps.iterator().next()) : Optional.empty();
    }

    private Set<HookType> hookTypes() {
        return serinHooks().map(hook -> HookType.of(typeOf(hook)).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(HookType.class)));
    }

    private java.util.stream.Stream<JsonNode> serinHooks() {
        return StreamSupport.stream(analysis.path("webhooks").spliterator(), false).filter(CanaryMapping::callsSerin);
    }

    /** Serin's hooks are known by their URL: its path names the hook's own type. */
    private static boolean callsSerin(JsonNode hook) {
        Matcher matcher = HOOK_PATH.matcher(hook.path("url").asText(""));
        return matcher.matches() && matcher.group(1).equals(typeOf(hook)) && HookType.of(typeOf(hook)).isPresent();
    }

    /** A hook without a type is a rollout hook for Flagger. */
    private static String typeOf(JsonNode hook) {
        String type = hook.path("type").asText("");
        return type.isEmpty() ? HookType.ROLLOUT.wire() : type;
    }

    private CanaryState.Workload workload() {
        String target = spec.path("targetRef").path("name").asText("");
        String service = spec.path("service").path("name").asText(target);
        Optional<String> ingress = Optional.of(spec.path("ingressRef").path("name").asText("")).filter(name -> !name.isEmpty());
        return new CanaryState.Workload(spec.path("provider").asText(""), target, service.isEmpty() ? target : service, ingress);
    }

    private Map<String, String> annotations() {
        return metadata.path("annotations").properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asText()));
    }
}

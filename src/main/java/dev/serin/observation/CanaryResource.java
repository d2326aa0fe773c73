package dev.serin.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.CanaryState.Workload;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Phase;
import dev.serin.canary.Weight;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * Reads a Canary of Flagger's flagger.app/v1beta1 (its artifacts/flagger/crd.yaml). Only what Serin needs is read, so
 * that a newer Flagger's fields do no harm.
 */
final class CanaryResource {

    static final ResourceDefinitionContext CONTEXT = new ResourceDefinitionContext.Builder().withGroup("flagger.app")
            .withVersion("v1beta1").withKind("Canary").withPlural("canaries").withNamespaced(true).build();

    /** Flagger's GetAnalysisInterval takes this where the interval is missing or not a duration. */
    private static final Duration INTERVAL_DEFAULT = Duration.ofSeconds(60);

    private static final String KUSTOMIZE = "kustomize.toolkit.fluxcd.io/";

    private final GenericKubernetesResource resource;

    private CanaryResource(GenericKubernetesResource resource) {
        this.resource = resource;
    }

    /** @throws InvalidField when the resource is not one that Flagger could have accepted */
    static CanaryState state(GenericKubernetesResource resource) {
        return new CanaryResource(resource).state();
    }

    /** Flux's own default stands in for a namespace that is not there. */
    static Optional<String> kustomization(GenericKubernetesResource resource) {
        Map<String, String> labels = Optional.ofNullable(resource.getMetadata().getLabels()).orElse(Map.of());
        return Optional.ofNullable(labels.get(KUSTOMIZE + "name"))
                .map(name -> labels.getOrDefault(KUSTOMIZE + "namespace", "flux-system") + "/" + name);
    }

    private CanaryState state() {
        CanaryRef ref = new CanaryRef(resource.getMetadata().getNamespace(), resource.getMetadata().getName());
        Phase phase = Phase.of(text("status", "phase").orElse(""));
        ServedHooks hooks = ServedHooks.among(webhooks());
        return new CanaryState(ref, phase, weight(phase), number("status", "failedChecks").orElse(0), interval(), stepWeights(),
                hooks.stamp(), hooks.types(), workload(),
                Optional.ofNullable(resource.getMetadata().getAnnotations()).orElse(Map.of()));
    }

    /** The status says 0 in WaitingPromotion although the routes keep the last weight (fluxcd/flagger#1819). */
    private Weight weight(Phase phase) {
        int percent = phase == Phase.WAITING_PROMOTION ? ceiling() : number("status", "canaryWeight").orElse(0);
        return new Weight(Math.max(0, Math.min(100, percent)));
    }

    /** As Flagger's maxWeight(): the last step weight, else maxWeight, else everything. */
    private int ceiling() {
        List<Integer> steps = stepWeights();
        return steps.isEmpty() ? number("spec", "analysis", "maxWeight").filter(max -> max > 0).orElse(100)
                : steps.get(steps.size() - 1);
    }

    /** Flagger's floor of 10 s is not applied: a Flagger that ticks faster is one that has no such floor. */
    private Duration interval() {
        return text("spec", "analysis", "interval").flatMap(GoDuration::parse).filter(length -> length.toMillis() > 0)
                .orElse(INTERVAL_DEFAULT);
    }

    private List<Integer> stepWeights() {
        return elements("spec", "analysis", "stepWeights").filter(Number.class::isInstance).map(Number.class::cast)
                .map(Number::intValue).toList();
    }

    private Stream<Map<?, ?>> webhooks() {
        return elements("spec", "analysis", "webhooks").filter(Map.class::isInstance).map(hook -> (Map<?, ?>) hook);
    }

    private Workload workload() {
        String target = text("spec", "targetRef", "name").orElseThrow(
                () -> new InvalidField("spec.targetRef.name", "is missing", "name the Deployment that the Canary watches"));
        return new Workload(text("spec", "provider").orElse(""), target, text("spec", "service", "name").orElse(target),
                text("spec", "ingressRef", "name"));
    }

    private Stream<?> elements(Object... path) {
        return resource.get(path) instanceof List<?> list ? list.stream().filter(Objects::nonNull) : Stream.empty();
    }

    private Optional<String> text(Object... path) {
        return resource.get(path) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private Optional<Integer> number(Object... path) {
        return resource.get(path) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }
}

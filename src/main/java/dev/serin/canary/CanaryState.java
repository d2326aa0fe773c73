package dev.serin.canary;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Canary as the cluster shows it now: what Flagger is doing, and the spec that it is executing.
 *
 * @param phase the real phase from {@code status}
 * @param weight the canary's weight; in WaitingPromotion, where Flagger's status says 0 although traffic flows
 *        (fluxcd/flagger#1819), the ceiling of the live list
 * @param failedChecks Flagger's own count towards its threshold; grows only
 * @param interval {@code spec.analysis.interval}, the time between ticks
 * @param stepWeights the list that Flagger is executing, as it stands; empty when the Canary uses stepWeight
 * @param stamp the newest stamp found in the metadata of Serin's hooks in the live spec
 * @param hooks the types of the live hooks that call Serin
 * @param workload what telemetry knows the versions by
 * @param annotations of the Canary, where settings for this one canary stand
 */
public record CanaryState(CanaryRef ref, Phase phase, Weight weight, int failedChecks, Duration interval,
        List<Integer> stepWeights, Optional<DecisionStamp> stamp, Set<HookType> hooks, Workload workload,
        Map<String, String> annotations) {

    /**
     * @param provider Flagger's word for the mesh or ingress, as in {@code spec.provider}; empty means the configured default
     * @param target {@code spec.targetRef.name}; the primary is called {@code <target>-primary}
     * @param service {@code spec.service.name}, or the target's name where that is not set
     * @param ingress {@code spec.ingressRef.name}, where there is one
     */
    public record Workload(String provider, String target, String service, Optional<String> ingress) {

        public String primary() {
            return target + "-primary";
        }
    }

    public CanaryState {
        stepWeights = List.copyOf(stepWeights);
        // In a fixed order, unlike Set.copyOf: the same canary always gives the same JSON, and so the same digest.
        EnumSet<HookType> inOrder = EnumSet.noneOf(HookType.class);
        inOrder.addAll(hooks);
        hooks = Collections.unmodifiableSet(inOrder);
        annotations = Map.copyOf(annotations);
    }

    /** The same canary at another weight. */
    public CanaryState at(Weight other) {
        return other.equals(weight) ? this
                : new CanaryState(ref, phase, other, failedChecks, interval, stepWeights, stamp, hooks, workload, annotations);
    }

    /** The same canary in another phase: a post-rollout hook knows the end before the status does. */
    public CanaryState in(Phase other) {
        return new CanaryState(ref, other, weight, failedChecks, interval, stepWeights, stamp, hooks, workload, annotations);
    }
}

package dev.serin.observation;

import java.util.Comparator;

import dev.serin.canary.CanaryState;
import dev.serin.observation.QueryTemplate.NamedBy;

/**
 * A canary as telemetry knows it.
 *
 * @param name in the provider's metrics: target, service or ingress
 * @param target in metrics of pods
 */
record Subject(String namespace, String name, String target) {

    /** Any fixed order, so that the same canaries always make the same query. */
    static final Comparator<Subject> ORDER = Comparator.comparing(Subject::namespace).thenComparing(Subject::name)
            .thenComparing(Subject::target);

    static Subject of(CanaryState canary, NamedBy namedBy) {
        return new Subject(canary.ref().namespace(), namedBy.in(canary.workload()), canary.workload().target());
    }

    /** The same for the version that serves everybody else. */
    Subject primary() {
        return new Subject(namespace, name + "-primary", target + "-primary");
    }
}

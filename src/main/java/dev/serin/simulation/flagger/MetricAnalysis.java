package dev.serin.simulation.flagger;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Flagger's own metric checks (pkg/controller/scheduler_metrics.go): all must pass, in the order of the list; no value is
 * a failure, and so is a metric that is not builtin, because the world has no templates.
 */
final class MetricAnalysis {

    private final Workload workload;
    private final TickHooks hooks;
    private final String canaryId;

    MetricAnalysis(Workload workload, TickHooks hooks, String canaryId) {
        this.workload = workload;
        this.hooks = hooks;
        this.canaryId = canaryId;
    }

    boolean passes(List<MetricCheck> checks) {
        return checks.stream().allMatch(this::passes);
    }

    private boolean passes(MetricCheck check) {
        OptionalDouble value = check.isBuiltin() ? workload.builtinMetric(check) : OptionalDouble.empty();
        if (value.isEmpty()) {
            hooks.warn("Halt advancement no values found for metric " + check.name() + " probably " + canaryId
                    + " is not receiving traffic");
            return false;
        }
        boolean allowed = check.allows(value.getAsDouble());
        if (!allowed) {
            hooks.warn("Halt %s advancement %s %.2f outside %s..%s".formatted(canaryId, check.name(), value.getAsDouble(),
                    check.min(), check.max()));
        }
        return allowed;
    }
}

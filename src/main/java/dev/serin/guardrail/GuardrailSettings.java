package dev.serin.guardrail;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Weight;
import dev.serin.policy.Caution;

/**
 * The guardrails' numbers for one canary: the global configuration, overridden by the Canary's annotations. Units and
 * reasons stand in {@link GuardrailConfig}.
 *
 * @param firstWeight the weight that a fresh path starts with; not above maximumWeight or maximumStep
 * @param maximumStep percentage points
 * @param errorCeiling above 0, at most 1
 * @param alertsRollback severities in lower case
 * @param alertsHold severities in lower case
 * @param maximumAdvancing 0 means no limit
 * @param problem what is wrong with the annotations; while there is something, the canary may not go forward
 */
public record GuardrailSettings(Weight firstWeight, int maximumStep, Duration minimumTimeAtWeight,
        long minimumRequestsAtWeight, Weight maximumWeight, double errorCeiling, Duration latencyCeiling,
        long ceilingRequests, Duration rollbackDeadline, List<String> alertsRollback, List<String> alertsHold,
        List<FreezeWindow> freeze, int maximumAdvancing, boolean dryRun,
        Optional<String> problem) {

    /** @throws InvalidField when the first weight does not fit below the other limits */
    public GuardrailSettings {
        freeze = List.copyOf(freeze);
        alertsRollback = List.copyOf(alertsRollback);
        alertsHold = List.copyOf(alertsHold);
        if (firstWeight.compareTo(maximumWeight) > 0 || firstWeight.percent() > maximumStep) {
            throw new InvalidField("first-weight", "is %d, above maximum-weight %d or maximum-step %d"
                    .formatted(firstWeight.percent(), maximumWeight.percent(), maximumStep), "lower it, or raise them");
        }
    }

    /** @throws InvalidField when the first weight does not fit below the other limits */
    public static GuardrailSettings of(GuardrailConfig config) {
        return new GuardrailSettings(new Weight(config.firstWeight()), config.maximumStep(), config.minimumTimeAtWeight(),
                config.minimumRequestsAtWeight(), new Weight(config.maximumWeight()), config.errorCeiling(),
                config.latencyCeiling(), config.ceilingRequests(), config.rollbackDeadline(),
                config.alertsRollback().orElse(List.of()), config.alertsHold().orElse(List.of()),
                config.freeze().orElse(List.of()), config.maximumAdvancing(), config.dryRun(), Optional.empty());
    }

    /**
     * These settings with the annotations of one canary. A key that cannot be read keeps its global value and leaves a
     * {@link #problem()}: the canary goes nowhere, but a sick one is still rolled back, and a dry run stays one.
     */
    public GuardrailSettings overriddenBy(Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return this;
        }
        Annotations read = new Annotations(annotations);
        Caution.problem(annotations).ifPresent(read::refuse);
        Weight first = read.weight("first-weight", firstWeight);
        int step = read.points("maximum-step", maximumStep);
        Weight maximum = read.weight("maximum-weight", maximumWeight);
        try {
            return with(read, first, step, maximum);
        } catch (InvalidField unfit) {
            read.refuse(new InvalidField(Annotations.PREFIX + "first-weight, maximum-step or maximum-weight",
                    "does not fit the others", unfit.getMessage()));
            return with(read, firstWeight, maximumStep, maximumWeight);
        }
    }

    private GuardrailSettings with(Annotations read, Weight first, int step, Weight maximum) {
        return new GuardrailSettings(first, step, read.duration("minimum-time-at-weight", minimumTimeAtWeight),
                read.count("minimum-requests-at-weight", minimumRequestsAtWeight), maximum,
                read.ratio("error-ceiling", errorCeiling), read.limit("latency-ceiling", latencyCeiling),
                read.atLeastOne("ceiling-requests", ceilingRequests), read.limit("rollback-deadline", rollbackDeadline),
                read.words("alerts-rollback", alertsRollback), read.words("alerts-hold", alertsHold),
                read.windows("freeze", freeze), (int) read.count("maximum-advancing", maximumAdvancing),
                read.flag("dry-run", dryRun), read.problem());
    }
}

package dev.serin.monitoring;

import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Guardrails;
import dev.serin.guardrail.Verdict;

/**
 * Why a decision is as it is, in one word of a fixed list: a metric's label must not grow with the sentences that the journal
 * holds.
 */
final class DecisionReason {

    private static final String DRY_RUN = Guardrails.IN_ORDER.get(Guardrails.IN_ORDER.size() - 1).name();

    private DecisionReason() {
    }

    /**
     * The first that applies: {@code dry-run}; {@code order}, a person gave it; {@code charge}, a person is in charge; {@code
     * path}, the path is put right or fresh; {@code standing}, decided before; {@code outside-analysis}, nothing to decide; the
     * name of the guardrail that had the last word; else {@code policy}.
     */
    static String of(Ruling ruling) {
        if (ruling.isWithheld()) {
            return DRY_RUN;
        } else if (ruling.order().isPresent()) {
            return "order";
        } else if (ruling.charge().isPresent()) {
            return "charge";
        } else if (ruling.decision().action() == Action.RESET) {
            return "path";
        }
        return policyWasAsked(ruling) ? lastGuardrail(ruling).orElse("policy") : withoutPolicy(ruling.decision().action());
    }

    private static String withoutPolicy(Action action) {
        return action == Action.HOLD ? "outside-analysis" : "standing";
    }

    /** Where no policy was asked, only the rule for dry runs was. */
    private static boolean policyWasAsked(Ruling ruling) {
        return ruling.verdicts().stream().anyMatch(verdict -> !verdict.rule().equals(DRY_RUN));
    }

    private static Optional<String> lastGuardrail(Ruling ruling) {
        List<String> objections = ruling.verdicts().stream().filter(Verdict.Replace.class::isInstance).map(Verdict::rule)
                .toList();
        return objections.isEmpty() ? Optional.empty() : Optional.of(objections.get(objections.size() - 1));
    }
}

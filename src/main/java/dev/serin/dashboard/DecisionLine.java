package dev.serin.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.journal.Entry;
import dev.serin.observation.Alert;
import dev.serin.policy.Proposal;

/**
 * A decision in words.
 *
 * @param step from which weight to which
 * @param trigger what woke Serin
 * @param alerts those that fired for the canary or its primary
 * @param wanted what the policy wanted
 * @param result what became of it
 * @param failed whether the result is a failure that someone should see
 * @param applied whether it is live; empty where it is not in Git, or where nobody knows
 * @param policy the one that wanted it
 * @param why the policy wanted it; empty where it was not asked
 */
public record DecisionLine(String id, Action action, String step, String reason, Moment time, String trigger,
        List<AlertLine> alerts, Proposal wanted, String wantedStep, List<VerdictLine> verdicts, String result, boolean failed,
        Optional<CommitLink> commit,
        Optional<Applied> applied, String policy, Optional<Why> why) {

    /** @param mark tells the kind without colour */
    public record VerdictLine(String css, String mark, String rule, String reason) {

        static VerdictLine of(Verdict verdict) {
            if (verdict instanceof Verdict.Allow) {
                return new VerdictLine("allow", "✓", verdict.rule(), verdict.reason());
            }
            return verdict instanceof Verdict.Replace
                    ? new VerdictLine("replace", "✕", verdict.rule(), verdict.reason())
                    : new VerdictLine("withhold", "‖", verdict.rule(), verdict.reason());
        }

        /** What it means, for those who cannot see the mark. */
        public String word() {
            return isAllowed() ? "passed" : css.equals("replace") ? "did not pass" : "withheld";
        }

        public boolean isAllowed() {
            return css.equals("allow");
        }
    }

    /** @param about canary or primary; unknown where its labels name neither */
    public record AlertLine(String name, String severity, String about, Moment since) {

        static AlertLine of(Alert alert, Instant now) {
            return new AlertLine(alert.name(), alert.severity(), alert.role().word(), Moment.of(alert.since(), now));
        }
    }

    static DecisionLine of(Entry entry, Instant now, Optional<String> commitLink) {
        Decision decision = entry.ruling().decision();
        Proposal wanted = entry.ruling().wanted();
        return new DecisionLine(entry.ruling().id(), decision.action(),
                step(decision.action(), decision.from(), decision.to()), decision.reason(), Moment.of(entry.time(), now),
                trigger(entry.trigger()),
                entry.observation().alerts().stream().map(alert -> AlertLine.of(alert, now)).toList(), wanted,
                step(wanted.action(), decision.from(), wanted.to()),
                entry.ruling().verdicts().stream().map(VerdictLine::of).toList(), result(entry.change()),
                entry.change().filter(Change.Failed.class::isInstance).isPresent(), commit(entry.change(), commitLink),
                Optional.empty(), entry.ruling().policy().name(),
                entry.ruling().explanation().map(explanation -> Why.of(explanation, wanted.action())));
    }

    DecisionLine applied(Optional<Applied> known) {
        return new DecisionLine(id, action, step, reason, time, trigger, alerts, wanted, wantedStep, verdicts, result, failed,
                commit,
                known, policy, why);
    }

    /** The guardrails that did not let the proposal pass. */
    public List<VerdictLine> objections() {
        return verdicts.stream().filter(verdict -> !verdict.isAllowed()).toList();
    }

    /** Whether something else was done than the policy wanted. */
    public boolean isOverruled() {
        return action != wanted.action() || !step.equals(wantedStep);
    }

    /** Holds that look the same may be shown as one: same weight, same wish, same objections, alerts and result. */
    boolean repeats(DecisionLine other) {
        return action == Action.HOLD && other.action == Action.HOLD && step.equals(other.step)
                && wanted.action() == other.wanted.action() && result.equals(other.result)
                && rules(objections()).equals(rules(other.objections())) && namesOf(alerts).equals(namesOf(other.alerts));
    }

    private static List<String> rules(List<VerdictLine> verdicts) {
        return verdicts.stream().map(VerdictLine::rule).toList();
    }

    private static List<String> namesOf(List<AlertLine> alerts) {
        return alerts.stream().map(AlertLine::name).toList();
    }

    static String step(Action action, Weight from, Weight to) {
        return action == Action.HOLD ? "at " + from : from + " → " + to;
    }

    private static String trigger(Trigger trigger) {
        if (trigger instanceof Trigger.Ordered ordered) {
            return ordered.order().kind() + " by " + ordered.order().person();
        }
        if (trigger instanceof Trigger.Alert alert) {
            return "alert " + String.join(", ", alert.names());
        }
        return trigger instanceof Trigger.HookCall call ? call.type().wire() : "sweep";
    }

    private static String result(Optional<Change> change) {
        return change.map(DecisionLine::result).orElse("outcome not known yet");
    }

    private static String result(Change change) {
        if (change instanceof Change.Overtaken overtaken) {
            return "overtaken: " + overtaken.reason();
        }
        if (change instanceof Change.Withheld withheld) {
            return "withheld: " + withheld.reason();
        }
        if (change instanceof Change.Failed failed) {
            return "not committed: " + failed.reason();
        }
        return change instanceof Change.Unchanged ? "nothing to commit" : "committed";
    }

    private static Optional<CommitLink> commit(Optional<Change> change, Optional<String> link) {
        return change.filter(Change.Committed.class::isInstance).map(Change.Committed.class::cast)
                .map(committed -> CommitLink.of(committed.commit(), link));
    }
}

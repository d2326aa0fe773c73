package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.gitops.Change;
import dev.serin.guardrail.Verdict;
import dev.serin.journal.Entry;
import dev.serin.journal.Journal;
import dev.serin.journal.Samples;
import dev.serin.observation.Alert;
import dev.serin.observation.Observation;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Explanation;
import dev.serin.policy.Proposal;

/**
 * Records the decisions of one release, tick by tick, as they would have been made; times count back from the stopped clock.
 */
final class Story {

    private static final Duration TICK = Duration.ofSeconds(10);
    private static final double REQUESTS_PER_TICK = 3000;

    private final Journal journal;
    private final CanaryRef ref;
    private final Instant start;
    private final List<Integer> path = new ArrayList<>(List.of(5, 5));
    private int tick;
    private int weight = 5;
    private double errorRatio = 0.002;
    private double millis = 90;
    private Phase phase = Phase.PROGRESSING;
    private Phase end = Phase.SUCCEEDED;
    private boolean blind;
    private List<Alert> alerts = List.of();
    private Optional<Explanation> why = Optional.empty();

    /** @param ticksAgo when the release began */
    Story(Journal journal, CanaryRef ref, int ticksAgo) {
        this.journal = journal;
        this.ref = ref;
        this.start = StoppedClock.NOW.minus(TICK.multipliedBy(ticksAgo));
    }

    Story answers(double ratioOfErrors, double typicalMillis) {
        errorRatio = ratioOfErrors;
        millis = typicalMillis;
        blind = false;
        return this;
    }

    /** From here on each decision is explained so. */
    Story because(Explanation explanation) {
        why = Optional.of(explanation);
        return this;
    }

    /** From here on this alert on the canary fires. */
    Story hears(String alert, String severity) {
        alerts = List
                .of(new Alert(alert, severity, Alert.Role.CANARY, start.plus(TICK.multipliedBy(tick)), "1b3f0c9a1d2b4e66"));
        return this;
    }

    Story losesTelemetry() {
        blind = true;
        return this;
    }

    Story holds(int ticks, String rule, String reason) {
        for (int i = 0; i < ticks; i++) {
            Proposal wanted = Proposal.advance(new Weight(weight).plus(15), "no worse than the primary in 99 of 100 cases");
            record(new Decision.Hold(new Weight(weight), reason), wanted,
                    new Verdict.Replace(rule, reason, Proposal.hold(new Weight(weight), reason)),
                    new Change.Unchanged("a hold"));
        }
        return this;
    }

    Story waits(int ticks, String reason) {
        for (int i = 0; i < ticks; i++) {
            record(new Decision.Hold(new Weight(weight), reason), Proposal.hold(new Weight(weight), reason), passed(),
                    new Change.Unchanged("a hold"));
        }
        return this;
    }

    Story advances(int to, String reason) {
        record(new Decision.Advance(new Weight(weight), new Weight(to), reason), Proposal.advance(new Weight(to), reason),
                passed(), committed());
        path.remove(path.size() - 1);
        path.addAll(List.of(to, to));
        weight = to;
        return this;
    }

    Story promotes(String reason) {
        record(new Decision.Promote(new Weight(weight), reason), Proposal.promote(reason), passed(), committed());
        path.remove(path.size() - 1);
        end = Phase.SUCCEEDED;
        return this;
    }

    Story rollsBack(String reason, Change change) {
        record(new Decision.Rollback(new Weight(weight), reason), Proposal.rollback(reason), passed(), change);
        weight = 0;
        end = Phase.FAILED;
        return this;
    }

    Story resets(String reason) {
        phase = end;
        record(new Decision.Reset(new Weight(weight), new Weight(5), reason), Proposal.hold(new Weight(weight), reason),
                passed(), committed());
        phase = Phase.PROGRESSING;
        path.clear();
        path.addAll(List.of(5, 5));
        return this;
    }

    Change committed() {
        return new Change.Committed("%08x%032x".formatted((ref.hashCode() + tick) * 0x9e3779b9, tick));
    }

    CanaryState in(Phase phase, int atWeight) {
        return Samples.state(ref, phase, atWeight, path);
    }

    CanaryState in(Phase phase) {
        return in(phase, weight);
    }

    private void record(Decision decision, Proposal wanted, Verdict deciding, Change change) {
        Instant time = start.plus(TICK.multipliedBy(tick));
        Observation seen = Samples.hearing(alerts, Samples.observation(in(phase), time, canary(), primary()));
        Ruling ruling = Samples.ruling("%08x%04x".formatted(ref.hashCode(), tick), ref, decision, wanted,
                verdicts(deciding));
        Entry entry = journal.open(new Trigger.HookCall(HookType.ROLLBACK, ref, Phase.PROGRESSING,
                new Release("66fd8c7b9b"), Map.of()), seen, why.map(ruling::with).orElse(ruling));
        journal.close(entry, change);
        tick++;
    }

    private VersionReading canary() {
        return blind ? VersionReading.missing("requests of the canary: the newest sample is 45 s old")
                : Samples.version(REQUESTS_PER_TICK * weight / 100 * wave(1.3, 0.1), errorRatio * wave(2.1, 0.5),
                        millis * wave(0.9, 0.12));
    }

    private VersionReading primary() {
        return Samples.version(REQUESTS_PER_TICK * (100 - weight) / 100 * wave(0.7, 0.08), 0.002 * wave(1.7, 0.2),
                90 * wave(1.1, 0.08));
    }

    /** Something like noise, the same each time. */
    private double wave(double pace, double size) {
        return 1 + size * (Math.sin(tick * pace) + Math.sin(tick * pace * 2.7 + ref.hashCode())) / 2;
    }

    private static Verdict passed() {
        return new Verdict.Allow("minimum-time-at-weight", "70 s of at least 60 s");
    }

    private static List<Verdict> verdicts(Verdict deciding) {
        List<Verdict> verdicts = new ArrayList<>(List.of(
                new Verdict.Allow("error-ceiling", "0.21 % of requests failed, below 5 %"),
                new Verdict.Allow("latency-ceiling", "p99 is 240 ms, below 2000 ms"),
                new Verdict.Allow("maximum-step", "15 of at most 30 points"),
                new Verdict.Allow("maximum-weight", "20 % is below 50 %"),
                new Verdict.Allow("change-freeze", "no window is set"),
                new Verdict.Allow("maximum-advancing", "3 of at most 5 canaries have traffic")));
        verdicts.add(deciding);
        return verdicts;
    }
}

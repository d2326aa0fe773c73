package dev.serin.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.Action;
import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Order;
import dev.serin.canary.Person;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;
import dev.serin.decision.Decision;
import dev.serin.decision.Ruling;
import dev.serin.guardrail.Verdict;
import dev.serin.observation.Alert;
import dev.serin.observation.Dwell;
import dev.serin.observation.Evidence;
import dev.serin.observation.Histogram;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.Reading;
import dev.serin.observation.VersionReading;
import dev.serin.policy.Explanation;
import dev.serin.policy.Opinion;
import dev.serin.policy.PolicyRef;
import dev.serin.policy.Proposal;

/** Entries to record in tests, complete down to the buckets. */
public final class Samples {

    public static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    public static final Release RELEASE = new Release("66fd8c7b9b");
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final double[] BOUNDS_MILLIS = { 50, 100, 250, 500, 1000, Double.POSITIVE_INFINITY };

    private Samples() {
    }

    public static Trigger heartbeat(CanaryRef canary) {
        return new Trigger.HookCall(HookType.ROLLBACK, canary, Phase.PROGRESSING, RELEASE, Map.of());
    }

    public static Observation observation(CanaryRef canary, Instant time, int weight) {
        return observation(state(canary, Phase.PROGRESSING, weight, List.of(5, 20, 20)), time,
                version(240, 0.001, 80), version(4_000, 0.001, 80));
    }

    public static Observation observation(CanaryState canary, Instant time, VersionReading own, VersionReading primary) {
        Interval interval = new Interval(time.minusSeconds(2), INTERVAL, own, primary, Map.of());
        return new Observation(time, canary, RELEASE, approval(canary.stepWeights()), interval, Evidence.none(),
                time.minusSeconds(60), new Dwell(time.minusSeconds(30), 720), List.of(), List.of());
    }

    public static CanaryState state(CanaryRef canary, Phase phase, int weight, List<Integer> path) {
        return new CanaryState(canary, phase, new Weight(weight), 0, INTERVAL, path, Optional.empty(),
                Set.of(HookType.ROLLBACK), new CanaryState.Workload("istio", canary.name(), canary.name(), Optional.empty()),
                Map.of("serin.dev/first-weight", "5"));
    }

    private static Approval approval(List<Integer> path) {
        return new Approval.Known(new StepWeights(path),
                DecisionStamp.parse("advance 5-20 66fd8c7b9b 3f0c9a1d2b4e"), "0".repeat(40));
    }

    /** What a version did that answers most requests around {@code typicalMillis}. */
    public static VersionReading version(double requests, double errorRatio, double typicalMillis) {
        return new VersionReading(new Reading.Value(requests), new Reading.Value(requests * errorRatio),
                Optional.of(latency(requests, typicalMillis)), new Reading.Value(requests * 0.004));
    }

    /** Nine in ten below the bound next to the typical latency, the rest one bucket above. */
    private static Histogram latency(double requests, double typicalMillis) {
        double[] counts = new double[BOUNDS_MILLIS.length];
        int bucket = 0;
        while (BOUNDS_MILLIS[bucket] < typicalMillis) {
            bucket++;
        }
        double slow = Math.min(0.09, 0.09 * typicalMillis / BOUNDS_MILLIS[bucket]);
        counts[bucket] = requests * (1 - slow);
        counts[Math.min(bucket + 1, counts.length - 1)] += requests * slow;
        return new Histogram(BOUNDS_MILLIS, counts);
    }

    /**
     * By alice, for half an hour from {@link #NOON}; an advance goes to 45 %. @param basis the last order that she saw, or -
     */
    public static Order order(Order.Kind kind, String basis) {
        Optional<Weight> to = kind == Order.Kind.ADVANCE ? Optional.of(new Weight(45)) : Optional.empty();
        return new Order(kind, to, new Person("alice"), "checkout is down", NOON.plusSeconds(1800), RELEASE, basis,
                "key-of-" + kind.word());
    }

    public static Ruling hold(String id, CanaryRef canary, int at, String reason) {
        Proposal wanted = Proposal.advance(new Weight(at).plus(15), "the canary is as good as the primary");
        Verdict verdict = new Verdict.Replace("minimum-time-at-weight", reason, Proposal.hold(new Weight(at), reason));
        return ruling(id, canary, new Decision.Hold(new Weight(at), reason), wanted, List.of(verdict));
    }

    public static Ruling rollback(String id, CanaryRef canary, int from, String reason) {
        return ruling(id, canary, new Decision.Rollback(new Weight(from), reason), Proposal.rollback(reason), List.of());
    }

    public static Ruling ruling(String id, CanaryRef canary, Decision decision, Proposal wanted, List<Verdict> verdicts) {
        return new Ruling(id, canary, RELEASE, decision, wanted, verdicts,
                new PolicyRef("sequential-test", "ab".repeat(32)), "cd".repeat(32));
    }

    /** Opened at {@link #NOON}, by a heartbeat that saw the canary at the weight of the decision. */
    public static Entry entry(Ruling ruling) {
        return new Entry(1, NOON, heartbeat(ruling.canary()),
                observation(ruling.canary(), NOON, ruling.decision().from().percent()), ruling, Optional.empty());
    }

    /** Why a model wants to advance, with all that an explanation can hold. */
    public static Explanation explanation() {
        return new Explanation(
                List.of(new Explanation.ActionProbability("+10", 0.71), new Explanation.ActionProbability("hold", 0.27),
                        new Explanation.ActionProbability("rollback", 0.02)),
                Optional.of(new Explanation.Shares("+10", 0.85, 0.71, List.of(new Explanation.Share("latency", -0.2),
                        new Explanation.Share("weight, traffic and time", 0.05), new Explanation.Share("errors", 0.01)))),
                List.of(new Explanation.Change(Action.HOLD,
                        "would hold if p99 were over 310 ms in the next 5 intervals (now 240 ms)"),
                        new Explanation.Change(Action.ROLLBACK,
                                "would roll back if errors were over 2.1 % in the next 5 intervals (now 0.20 %)")),
                Optional.of(new Opinion(new PolicyRef("sequential-test", "ef".repeat(32)),
                        Proposal.hold(new Weight(20), "hold at 20 %: needs about 900 more requests (4 min)"))),
                Optional.empty());
    }

    /** Twelve hexadecimal digits made of a number. */
    public static String id(int number) {
        return "%012x".formatted(number);
    }

    /** The same, with these alerts. */
    public static Observation hearing(List<Alert> alerts, Observation seen) {
        return new Observation(seen.time(), seen.canary(), seen.release(), seen.approval(), seen.interval(), seen.evidence(),
                seen.releaseSince(), seen.dwell(), seen.othersWithTraffic(), alerts);
    }
}

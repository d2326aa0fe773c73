package dev.serin.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.DecisionStamp;
import dev.serin.canary.HookType;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;

/**
 * Makes observations for tests. Unless told otherwise: prod/podinfo, Progressing at 20 % on the path [5, 20, 20] for release
 * {@link #RELEASE}, for five minutes and 5000 requests, both versions healthy and counted, all hooks wired.
 */
public final class Observations {

    public static final CanaryRef PODINFO = new CanaryRef("prod", "podinfo");
    public static final Release RELEASE = new Release("66fd8c7b9b");
    public static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Phase phase = Phase.PROGRESSING;
    private int weight = 20;
    private Instant time = NOW;
    private Release release = RELEASE;
    private List<Integer> liveWeights = List.of(5, 20, 20);
    private Approval approval = known("advance 5-20 " + RELEASE + " 3f0c9a1d2b4e", 5, 20, 20);
    private Set<HookType> hooks = EnumSet.of(HookType.CONFIRM_ROLLOUT, HookType.ROLLBACK, HookType.CONFIRM_TRAFFIC_INCREASE,
            HookType.CONFIRM_PROMOTION, HookType.POST_ROLLOUT, HookType.EVENT);
    private final Map<String, String> annotations = new LinkedHashMap<>();
    private Optional<Instant> intervalEnd = Optional.empty();
    private VersionReading canary = healthy(1000);
    private VersionReading primary = healthy(4000);
    private Evidence evidence = Evidence.none();
    private Duration age = Duration.ofMinutes(20);
    private Duration stay = Duration.ofMinutes(5);
    private double requestsAtWeight = 5000;
    private final List<CanaryRef> others = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();

    private Observations() {
    }

    /** Healthy, in the middle of its release. */
    public static Observations progressing() {
        return new Observations();
    }

    /** At weight 0 on the fresh path [5, 5], about to start. */
    public static Observations starting() {
        return new Observations().at(0).path("reset 0-5 - 00000000000a", 5, 5).dwell(Duration.ZERO, 0)
                .age(Duration.ZERO).canary(counted(0, 0));
    }

    /** Nothing under way, the fresh path [5, 5] in Git. */
    public static Observations idle(Phase phase) {
        return starting().phase(phase);
    }

    public Observations phase(Phase phase) {
        this.phase = phase;
        return this;
    }

    /** @param percent the weight that the canary has; the path in Git stays as it is */
    public Observations at(int percent) {
        this.weight = percent;
        return this;
    }

    public Observations time(Instant time) {
        this.time = time;
        return this;
    }

    public Observations release(Release release) {
        this.release = release;
        return this;
    }

    public Observations approval(Approval approval) {
        this.approval = approval;
        return this;
    }

    /** The path in Git and in the cluster. @param stamp empty for none */
    public Observations path(String stamp, Integer... weights) {
        this.liveWeights = List.of(weights);
        return approval(known(stamp, weights));
    }

    public Observations live(Integer... weights) {
        this.liveWeights = List.of(weights);
        return this;
    }

    public Observations hooks(HookType... types) {
        this.hooks = Set.of(types);
        return this;
    }

    public Observations annotation(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    public Observations canary(VersionReading canary) {
        this.canary = canary;
        return this;
    }

    public Observations primary(VersionReading primary) {
        this.primary = primary;
        return this;
    }

    /** The end of the newest interval; the time of the observation unless set. */
    public Observations intervalEnd(Instant end) {
        this.intervalEnd = Optional.of(end);
        return this;
    }

    public Observations evidence(Evidence evidence) {
        this.evidence = evidence;
        return this;
    }

    /** How long the release has had traffic, or has waited for it. */
    public Observations age(Duration age) {
        this.age = age;
        return this;
    }

    public Observations dwell(Duration stay, double requests) {
        this.stay = stay;
        this.requestsAtWeight = requests;
        return this;
    }

    public Observations others(String... names) {
        for (String name : names) {
            others.add(new CanaryRef("prod", name));
        }
        return this;
    }

    /** One alert more. @param age how long it has fired */
    public Observations alert(String severity, Alert.Role role, Duration age) {
        alerts.add(new Alert("HighErrorRate", severity, role, time.minus(age), "a0d63d7b2e66d6f" + alerts.size()));
        return this;
    }

    public Observation build() {
        Optional<DecisionStamp> stamp = approval.newestStamp();
        CanaryState.Workload workload = new CanaryState.Workload("kubernetes", "podinfo", "podinfo", Optional.empty());
        CanaryState state = new CanaryState(PODINFO, phase, new Weight(weight), 0, MINUTE, liveWeights, stamp, hooks, workload,
                annotations);
        Interval interval = new Interval(intervalEnd.orElse(time), MINUTE, canary, primary, Map.of());
        return new Observation(time, state, release, approval, interval, evidence, time.minus(age),
                new Dwell(time.minus(stay), requestsAtWeight), others, alerts);
    }

    /** What Git says. @param stamp empty for none */
    public static Approval.Known known(String stamp, Integer... weights) {
        return new Approval.Known(new StepWeights(List.of(weights)), DecisionStamp.parse(stamp), COMMIT);
    }

    /** No errors, 50 ms, 1 ms of CPU per request. */
    public static VersionReading healthy(double requests) {
        return counted(requests, 0);
    }

    /** As {@link #healthy} with some of the requests failed. */
    public static VersionReading counted(double requests, double errors) {
        return new VersionReading(new Reading.Value(requests), new Reading.Value(errors),
                Optional.of(latency(requests, 0)), new Reading.Value(requests / 1000));
    }

    /** As {@link #healthy} with some of the requests slower than the largest finite bucket, 10 s. */
    public static VersionReading slow(double requests, double tooSlow) {
        return new VersionReading(new Reading.Value(requests), new Reading.Value(0),
                Optional.of(latency(requests - tooSlow, tooSlow)), new Reading.Value(requests / 1000));
    }

    private static Histogram latency(double quick, double tooSlow) {
        double[] bounds = { 25, 50, 100, 250, 1000, 10_000, Double.POSITIVE_INFINITY };
        return new Histogram(bounds, new double[] { 0, quick, 0, 0, 0, 0, tooSlow });
    }
}

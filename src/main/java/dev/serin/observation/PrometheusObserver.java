package dev.serin.observation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.serin.canary.Approval;
import dev.serin.canary.Budget;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Outage;
import dev.serin.canary.Trigger;
import dev.serin.observation.ReleaseTracks.Tracked;

/** Looks at one canary through Prometheus, and remembers what its release has shown so far. */
public final class PrometheusObserver implements Observer {

    private final Canaries canaries;
    private final Telemetry telemetry;
    private final ReleaseTracks tracks;
    private final FiringAlerts alerts;
    private final Clock clock;

    /**
     * @param lastObservation the newest recorded observation of a canary, for the first look after a restart
     * @param tolerances what the evidence of new releases regards as harmless
     */
    public PrometheusObserver(Canaries canaries, Telemetry telemetry,
            Function<CanaryRef, Optional<Observation>> lastObservation, Tolerances tolerances, FiringAlerts alerts,
            Clock clock) {
        this.canaries = canaries;
        this.telemetry = telemetry;
        this.tracks = new ReleaseTracks(lastObservation, tolerances);
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public Observation observe(Trigger trigger, CanaryState state, Approval approval, Budget budget) {
        Instant now = clock.instant();
        CanaryState canary = asTriggered(trigger, state);
        Tracked before = tracks.follow(trigger, canary, now);
        Fleet fleet = fleet(budget);
        Interval interval = interval(canary, before, fleet, budget);
        Tracked tracked = grown(before, canary, interval, fleet, budget);
        tracks.keep(trigger, canary, interval.isComparable() ? tracked : before);
        return new Observation(now, canary, tracked.track().release(), approval, interval, tracked.track().evidence(),
                tracked.track().since(), tracked.track().dwell(), fleet.othersWithTraffic(canary.ref()),
                alerts.of(canary.ref()));
    }

    /**
     * Flagger calls post-rollout with the phase that the status is about to show. During an analysis such a call is a
     * late one, about the release before.
     */
    private static CanaryState asTriggered(Trigger trigger, CanaryState canary) {
        return trigger instanceof Trigger.HookCall call && call.type() == HookType.POST_ROLLOUT
                && !canary.phase().isAnalysis() ? canary.in(call.phase()) : canary;
    }

    private Interval interval(CanaryState canary, Tracked tracked, Fleet fleet, Budget budget) {
        if (canary.phase().isIdle()) {
            return telemetry.missing(canary, "no release is under way");
        }
        if (fleet.problem().isPresent()) {
            return telemetry.missing(canary, fleet.problem().get());
        }
        Interval read = telemetry.read(canary, fleet.canaries(), budget);
        return tracked.covers(read) ? read : withoutCanary(read);
    }

    /**
     * The track with the newest interval, and with earlier ones that are not counted yet: Flagger's ticks drift against
     * the grid, so now and then no look falls into an interval. An interval that cannot be read is shown as missing but
     * stays open, so that the next look can still count it. Without traffic there is nothing to count.
     */
    private Tracked grown(Tracked before, CanaryState canary, Interval newest, Fleet fleet, Budget budget) {
        if (canary.phase().isIdle() || canary.weight().isZero()) {
            return before;
        }
        Tracked grown = before;
        for (Instant end : before.unsettledBefore(newest)) {
            grown = grown.plus(newest.isComparable() ? telemetry.readEarlier(end, canary, fleet.canaries(), budget)
                    : unread(end, newest.length()));
        }
        return grown.plus(newest);
    }

    private static Interval unread(Instant end, Duration length) {
        VersionReading missing = VersionReading.missing("not read in time");
        return new Interval(end, length, missing, missing, Map.of());
    }

    /** A restarted analysis must not answer for the revision that it replaced. */
    private static Interval withoutCanary(Interval read) {
        return new Interval(read.end(), read.length(),
                VersionReading.missing("the interval began before this release replaced another one"), read.primary(),
                read.signals());
    }

    /**
     * Not knowing the other canaries is not knowing how many of them have traffic. The safe way is to read nothing:
     * without data nothing advances and nothing rolls back. It happens only until the first list has arrived.
     */
    private Fleet fleet(Budget budget) {
        try {
            return new Fleet(canaries.all(budget), Optional.empty());
        } catch (Outage outage) {
            return new Fleet(List.of(), Optional.of("the other canaries are not known: " + outage.getMessage()));
        }
    }

    private record Fleet(List<CanaryState> canaries, Optional<String> problem) {

        List<CanaryRef> othersWithTraffic(CanaryRef self) {
            return canaries.stream().filter(other -> !other.phase().isIdle() && !other.weight().isZero())
                    .map(CanaryState::ref).filter(ref -> !ref.equals(self)).sorted().toList();
        }
    }
}

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

/** Looks at a canary through Prometheus, together with all others that have the same interval and provider. */
public final class PrometheusObserver implements Observer {

    private final PrometheusTelemetry telemetry;
    private final Canaries canaries;
    private final ReleaseTracks tracks;
    private final Duration delay;
    private final Clock clock;

    /**
     * @param delay how far telemetry lags behind: one scrape interval
     * @param lastSeen the newest observation in the journal, to go on from after a restart
     * @param tolerances what the evidence of new releases regards as harmless
     */
    public PrometheusObserver(PrometheusTelemetry telemetry, Canaries canaries,
            Function<CanaryRef, Optional<Observation>> lastSeen, Tolerances tolerances, Duration delay, Clock clock) {
        this.telemetry = telemetry;
        this.canaries = canaries;
        this.tracks = new ReleaseTracks(lastSeen, tolerances);
        this.delay = delay;
        this.clock = clock;
    }

    @Override
    public Observation observe(Trigger trigger, CanaryState found, Approval approval, Budget budget) {
        CanaryState canary = atItsEnd(trigger, found);
        Instant now = clock.instant();
        List<CanaryState> fleet = fleetWith(canary, budget);
        Interval interval = read(canary, fleet, now, budget);
        ReleaseTrack track = follow(trigger, canary, interval, now);
        return new Observation(now, canary, track.release(), approval, interval, track.evidence(), track.since(), track.dwell(),
                withTraffic(fleet, canary.ref()));
    }

    /** Flagger calls post-rollout before it writes the status that it is about. */
    private static CanaryState atItsEnd(Trigger trigger, CanaryState canary) {
        return trigger instanceof Trigger.HookCall call && call.type() == HookType.POST_ROLLOUT && call.phase().awaitsRelease()
                ? canary.in(call.phase())
                : canary;
    }

    private ReleaseTrack follow(Trigger trigger, CanaryState canary, Interval interval, Instant now) {
        ReleaseTrack track = tracks.of(trigger, canary, now);
        if (canary.phase().isIdle()) {
            tracks.forget(canary.ref());
            return track;
        }
        return tracks.keep(canary.ref(), track.plus(interval));
    }

    private Interval read(CanaryState canary, List<CanaryState> fleet, Instant now, Budget budget) {
        Instant end = SlotGrid.newestEnd(now, delay, canary.interval());
        if (canary.phase().isAnalysis()) {
            return telemetry.read(canary, fleet, end, canary.interval(), budget);
        }
        VersionReading notAsked = VersionReading.missing("no analysis is under way, Prometheus was not asked");
        return new Interval(end, canary.interval(), notAsked, notAsked, Map.of());
    }

    /** All Canaries; the one asked about alone when the cluster does not list them, which costs only the shared queries. */
    private List<CanaryState> fleetWith(CanaryState canary, Budget budget) {
        try {
            return canaries.all(budget);
        } catch (Outage noList) {
            return List.of(canary);
        }
    }

    private static List<CanaryRef> withTraffic(List<CanaryState> fleet, CanaryRef self) {
        return fleet.stream().filter(other -> !other.ref().equals(self))
                .filter(other -> !other.phase().isIdle() && !other.weight().isZero()).map(CanaryState::ref).sorted().toList();
    }
}

package dev.serin.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.StepWeights;
import dev.serin.canary.Weight;
import dev.serin.observation.Interval;
import dev.serin.observation.Observation;
import dev.serin.observation.ReleaseTrack;
import dev.serin.observation.Traffic;
import dev.serin.observation.VersionReading;

/** Observations of a canary under analysis, made from a track. */
final class Observations {

    static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    static final Release RELEASE = new Release("66fd8c7b9b");

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private Observations() {
    }

    /** A canary that has been at a weight for some minutes, each of them like the given interval. */
    static Observation repeated(int weight, int minutes, VersionReading canary, VersionReading primary) {
        ReleaseTrack track = ReleaseTrack.start(RELEASE, new Weight(weight), START);
        for (int minute = 1; minute < minutes; minute++) {
            track = track.plus(Traffic.interval(at(minute), canary, primary));
        }
        return next(track, minutes, canary, primary);
    }

    /** One more minute. */
    static Observation next(ReleaseTrack track, int minute, VersionReading canary, VersionReading primary) {
        Interval newest = Traffic.interval(at(minute), canary, primary);
        return of(track.plus(newest), newest, at(minute));
    }

    static Instant at(int minute) {
        return START.plus(Traffic.MINUTE.multipliedBy(minute));
    }

    static Observation of(ReleaseTrack track, Interval newest, Instant now) {
        return of(track, newest, now, new Approval.Known(StepWeights.holdingAt(new Weight(5)), Optional.empty(), COMMIT));
    }

    static Observation of(ReleaseTrack track, Interval newest, Instant now, Approval approval) {
        return new Observation(now, canary(track.weight()), track.release(), approval, newest, track.evidence(), track.since(),
                track.dwell(), List.of(), List.of());
    }

    /** The same with an annotation on its Canary. */
    static Observation annotated(Observation seen, String key, String value) {
        CanaryState plain = seen.canary();
        CanaryState canary = new CanaryState(plain.ref(), plain.phase(), plain.weight(), plain.failedChecks(), plain.interval(),
                plain.stepWeights(), plain.stamp(), plain.hooks(), plain.workload(), Map.of(key, value));
        return new Observation(seen.time(), canary, seen.release(), seen.approval(), seen.interval(), seen.evidence(),
                seen.releaseSince(), seen.dwell(), seen.othersWithTraffic(), seen.alerts());
    }

    private static CanaryState canary(Weight weight) {
        return new CanaryState(new CanaryRef("prod", "podinfo"), Phase.PROGRESSING, weight, 0, Duration.ofMinutes(1),
                List.of(5, 5),
                Optional.empty(), Set.of(), new CanaryState.Workload("kubernetes", "podinfo", "podinfo", Optional.empty()),
                Map.of());
    }
}

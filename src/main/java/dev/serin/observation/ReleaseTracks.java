package dev.serin.observation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;

/**
 * What Serin remembers of each canary's release between two looks. After a restart the last observation in the journal tells it; what
 * happened in between counts for nothing, which only makes Serin slower.
 */
final class ReleaseTracks {

    private final Map<CanaryRef, ReleaseTrack> tracks = new ConcurrentHashMap<>();
    private final Function<CanaryRef, Optional<Observation>> lastSeen;
    private final Tolerances tolerances;

    ReleaseTracks(Function<CanaryRef, Optional<Observation>> lastSeen, Tolerances tolerances) {
        this.lastSeen = lastSeen;
        this.tolerances = tolerances;
    }

    /** The track of the release that this trigger is about, at the weight seen now. */
    ReleaseTrack of(Trigger trigger, CanaryState canary, Instant now) {
        Optional<ReleaseTrack> known = Optional.ofNullable(tracks.computeIfAbsent(canary.ref(), this::restored));
        Release release = releaseOf(trigger, canary).orElse(known.map(ReleaseTrack::release).orElse(Release.ANY));
        return known.filter(track -> track.release().equals(release)).filter(track -> !startsOver(track, canary))
                .orElseGet(() -> ReleaseTrack.start(release, canary.weight(), now, tolerances)).at(canary.weight(), now);
    }

    private ReleaseTrack restored(CanaryRef ref) {
        return lastSeen.apply(ref).filter(seen -> !seen.canary().phase().isIdle()).map(ReleaseTrack::of).orElse(null);
    }

    /** The same template can be released again: traffic that is gone means that the last run has ended. */
    private static boolean startsOver(ReleaseTrack track, CanaryState canary) {
        return canary.weight().isZero() && !track.weight().isZero();
    }

    ReleaseTrack keep(CanaryRef ref, ReleaseTrack track) {
        tracks.put(ref, track);
        return track;
    }

    /** The release is over; the next one starts with nothing. */
    void forget(CanaryRef ref) {
        tracks.remove(ref);
    }

    /** Before a release starts, confirm-rollout still sends the old revision's checksum (Flagger's pkg/controller/scheduler.go). */
    private static Optional<Release> releaseOf(Trigger trigger, CanaryState canary) {
        return trigger instanceof Trigger.HookCall call && call.type() != HookType.CONFIRM_ROLLOUT
                && !canary.phase().isIdle() ? Optional.of(call.release()) : Optional.empty();
    }
}

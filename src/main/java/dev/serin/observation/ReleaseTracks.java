package dev.serin.observation;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.HookType;
import dev.serin.canary.Release;
import dev.serin.canary.Trigger;
import dev.serin.canary.Weight;

/**
 * What is remembered of each release under way. Lives in memory; after a restart it comes back from the last
 * observation that was recorded. Canaries do not wait for each other; calls for one come one after the other.
 */
final class ReleaseTracks {

    /**
     * @param readableFrom counts that begin earlier also hold the traffic of the revision that this one replaced in mid-flight
     */
    record Tracked(ReleaseTrack track, Instant readableFrom) {

        private static final int UNSETTLED_MAX = 3;

        Tracked at(Weight weight, Instant now) {
            return new Tracked(track.at(weight, now), readableFrom);
        }

        Tracked plus(Interval interval) {
            return new Tracked(track.plus(interval), readableFrom);
        }

        /**
         * The ends of earlier intervals that have not been counted yet, because no look fell into them or they could not be
         * read then; only whole ones at the weight of now, and only the last few.
         */
        List<Instant> unsettledBefore(Interval newest) {
            return IntStream.rangeClosed(-UNSETTLED_MAX, -1)
                    .mapToObj(back -> newest.end().plus(newest.length().multipliedBy(back)))
                    .filter(end -> end.isAfter(track.newest())
                            && !end.minus(newest.length()).isBefore(track.dwell().since()))
                    .toList();
        }

        boolean covers(Interval interval) {
            return !interval.end().minus(interval.length()).isBefore(readableFrom);
        }
    }

    private static final int CANARIES_MAX = 10_000;

    private final Function<CanaryRef, Optional<Observation>> lastObservation;
    private final Tolerances tolerances;
    private final Map<CanaryRef, Tracked> tracks = Collections
            .synchronizedMap(new LinkedHashMap<CanaryRef, Tracked>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<CanaryRef, Tracked> eldest) {
                    return size() > CANARIES_MAX;
                }
            });

    ReleaseTracks(Function<CanaryRef, Optional<Observation>> lastObservation, Tolerances tolerances) {
        this.lastObservation = lastObservation;
        this.tolerances = tolerances;
    }

    /** The track of the release that the trigger is about, at the weight that it has now. */
    Tracked follow(Trigger trigger, CanaryState canary, Instant now) {
        Optional<Tracked> kept = kept(canary);
        Optional<Release> current = currentRelease(trigger, canary);
        if (kept.isPresent() && current.map(kept.get().track().release()::equals).orElse(true)) {
            return kept.get().at(canary.weight(), now);
        }
        Release release = current.orElseGet(() -> named(trigger));
        return new Tracked(ReleaseTrack.start(release, canary.weight(), now, tolerances),
                kept.isPresent() ? now : Instant.EPOCH);
    }

    /**
     * Remembers a track until the release ends. Only Flagger starts one: Serin's own round cannot name a release, and an order
     * may name one that is over.
     */
    void keep(Trigger trigger, CanaryState canary, Tracked tracked) {
        if (canary.phase().isIdle()) {
            tracks.remove(canary.ref());
        } else if (trigger instanceof Trigger.HookCall || kept(canary).isPresent()) {
            tracks.put(canary.ref(), tracked);
        }
    }

    private Optional<Tracked> kept(CanaryState canary) {
        return Optional.ofNullable(tracks.get(canary.ref())).or(() -> recorded(canary));
    }

    /** Only while a release is under way: the same checksum may be released again later, as another run. */
    private Optional<Tracked> recorded(CanaryState canary) {
        return canary.phase().isIdle() ? Optional.empty()
                : lastObservation.apply(canary.ref()).filter(seen -> !seen.canary().phase().isIdle())
                        .map(seen -> new Tracked(ReleaseTrack.of(seen), Instant.EPOCH));
    }

    /**
     * Flagger sends the checksum of the revision that it analyses with every hook but confirm-rollout, where it may
     * still be the old one. Outside the analysis it may be any.
     */
    private static Optional<Release> currentRelease(Trigger trigger, CanaryState canary) {
        return trigger instanceof Trigger.HookCall call && call.type() != HookType.CONFIRM_ROLLOUT
                && canary.phase().isAnalysis()
                        ? Optional.of(call.release())
                        : Optional.empty();
    }

    private static Release named(Trigger trigger) {
        if (trigger instanceof Trigger.Ordered ordered) {
            return ordered.order().release();
        }
        return trigger instanceof Trigger.HookCall call ? call.release() : Release.ANY;
    }
}

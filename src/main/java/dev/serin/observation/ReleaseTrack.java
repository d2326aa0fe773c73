package dev.serin.observation;

import java.time.Instant;

import dev.serin.canary.Release;
import dev.serin.canary.Weight;

/**
 * What Serin remembers of one release between two looks. Immutable: production keeps the newest in memory and rebuilds
 * it from the journal after a restart; the simulator folds it over an episode.
 *
 * @param release a new revision starts a new track, and drops what the old one has shown
 * @param since when the release was first seen with traffic, or at all while it has none: waiting to start is no age
 * @param weight the weight last seen
 * @param newest the end of the newest interval already counted; an interval is never counted twice
 */
public record ReleaseTrack(Release release, Instant since, Weight weight, Dwell dwell, Evidence evidence, Instant newest) {

    public static ReleaseTrack start(Release release, Weight weight, Instant now) {
        return start(release, weight, now, Tolerances.DEFAULT);
    }

    public static ReleaseTrack start(Release release, Weight weight, Instant now, Tolerances tolerances) {
        return start(release, weight, now, Evidence.none(tolerances));
    }

    /** @param none evidence that has not begun */
    public static ReleaseTrack start(Release release, Weight weight, Instant now, Evidence none) {
        return new ReleaseTrack(release, now, weight, new Dwell(now, 0), none, Instant.EPOCH);
    }

    /** The track that an observation left behind. */
    public static ReleaseTrack of(Observation seen) {
        return new ReleaseTrack(seen.release(), seen.releaseSince(), seen.weight(), seen.dwell(), seen.evidence(),
                seen.interval().end());
    }

    /**
     * The same release seen at a weight: a change of weight starts a new dwell, and the first traffic starts the clock anew.
     */
    public ReleaseTrack at(Weight seen, Instant now) {
        Instant begun = weight.isZero() ? now : since;
        return seen.equals(weight) ? this
                : new ReleaseTrack(release, begun, seen, new Dwell(now, 0), evidence.atNewWeight(), newest);
    }

    /** The same release with one more interval; one that was already counted changes nothing. */
    public ReleaseTrack plus(Interval interval) {
        if (!interval.end().isAfter(newest)) {
            return this;
        }
        Dwell grown = dwell.plusRequests(interval.canary().requests().orElse(0));
        return new ReleaseTrack(release, since, weight, grown, evidence.plus(interval), interval.end());
    }
}

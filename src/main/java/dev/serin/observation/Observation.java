package dev.serin.observation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Approval;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.CanaryState;
import dev.serin.canary.Charge;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;

/**
 * One look at one canary: everything a decision may rest on, and nothing else.
 *
 * @param time when Serin looked
 * @param canary what Flagger is doing
 * @param release the revision on its way out
 * @param approval what Git allows
 * @param interval the newest interval; its readings may be missing
 * @param evidence what this release has shown so far, the newest interval included
 * @param releaseSince when this release was first seen with traffic, or at all while it has none
 * @param dwell how long it has been at its weight
 * @param othersWithTraffic the other canaries that have traffic on their way to promotion
 */
public record Observation(Instant time, CanaryState canary, Release release, Approval approval, Interval interval,
        Evidence evidence, Instant releaseSince, Dwell dwell, List<CanaryRef> othersWithTraffic) {

    public Observation {
        othersWithTraffic = List.copyOf(othersWithTraffic);
    }

    public CanaryRef ref() {
        return canary.ref();
    }

    public Weight weight() {
        return canary.weight();
    }

    /** Who is in charge of this release now, by the newest stamp in Git. */
    public Optional<Charge> charge() {
        return approval.newestByPerson().flatMap(stamp -> stamp.charge(release, time));
    }
}

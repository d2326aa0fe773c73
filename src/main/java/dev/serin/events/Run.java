package dev.serin.events;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.observation.Observation;

/**
 * A revision on its way out for the first time or again: a release names the revision only.
 *
 * @param since when it was first seen with traffic, or at all while it has none
 * @param traffic whether it has had any
 */
record Run(Release release, Instant since, Phase phase, boolean traffic) {

    static Run of(Observation seen) {
        return new Run(seen.release(), seen.releaseSince(), seen.canary().phase(), !seen.weight().isZero());
    }

    /** Joins all events of this run: the same for everybody who has seen the same. */
    String chain(CanaryRef canary, URI source) {
        String name = String.join(" ", source.toString(), canary.toString(), release.checksum(), since.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private boolean isUnderWay() {
        return !phase.isIdle();
    }

    /** What has happened since then, and to which run. */
    Optional<Milestone.Reached> reachedSince(Optional<Run> before) {
        Optional<Run> open = before.filter(Run::isUnderWay);
        if (isUnderWay()) {
            boolean known = open.filter(run -> run.traffic && run.release.equals(release)).isPresent();
            return traffic && phase.isAnalysis() && !known ? Optional.of(new Milestone.Reached(Milestone.DEPLOYED, this))
                    : Optional.empty();
        }
        return Milestone.endOf(phase).flatMap(end -> open.map(run -> new Milestone.Reached(end, run)));
    }
}

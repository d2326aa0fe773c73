package dev.serin.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.CanaryRef;
import dev.serin.canary.Phase;
import dev.serin.canary.Release;
import dev.serin.canary.Weight;
import dev.serin.gitops.Change;

/**
 * A canary as the journal knows it, in a few words: enough for a list of hundreds, where whole entries would be too much to
 * read.
 *
 * @param release the newest
 * @param phase at the newest decision, as are weight and step weights
 * @param stepWeights the list that Flagger was executing
 * @param path where the newest release has been, oldest first; at least one point
 * @param telling the decision that says why the canary is where it is
 */
public record Glance(CanaryRef canary, Release release, Phase phase, Weight weight, List<Integer> stepWeights, List<Point> path,
        Telling telling) {

    /** From then on the canary had this weight. */
    public record Point(Instant time, Weight weight) {
    }

    /**
     * A step that stands is decided again at each tick, and the first time it had its full reason and its commit; of a hold the
     * newest one tells. After the end of a release the tidying up says nothing about it.
     *
     * @param sequence of its entry
     * @param change what became of it; empty while that is not known
     */
    public record Telling(long sequence, Instant time, Action action, Weight from, Weight to, String reason,
            Optional<Change> change) {
    }

    public Glance {
        stepWeights = List.copyOf(stepWeights);
        path = List.copyOf(path);
    }
}

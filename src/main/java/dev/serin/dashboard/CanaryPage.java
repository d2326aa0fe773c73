package dev.serin.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Release;
import dev.serin.journal.Entry;

/**
 * What the page of one canary shows.
 *
 * @param decision the newest
 * @param release what is known of the newest release; empty before the first decision
 * @param folds all decisions that are shown, newest first
 */
public record CanaryPage(FleetPage.Row row, Optional<ReleasePart> release, List<Fold> folds) {

    /**
     * @param checksum as Flagger names the revision
     * @param atWeight how long the canary has been at its weight, and with how many requests
     */
    public record ReleasePart(String checksum, Moment since, String atWeight, String policy, WeightChart weights,
            List<SignalChart> signals) {

        /** @param oldestFirst at least one */
        static ReleasePart of(List<Entry> oldestFirst, Instant now) {
            Entry newest = oldestFirst.get(oldestFirst.size() - 1);
            TimeSpan span = TimeSpan.of(oldestFirst);
            return new ReleasePart(newest.observation().release().checksum(),
                    Moment.of(newest.observation().releaseSince(), now), atWeight(newest),
                    newest.ruling().policy().name(), WeightChart.of(oldestFirst, span),
                    Arrays.stream(Signal.values()).map(signal -> SignalChart.of(signal, oldestFirst, span)).toList());
        }

        private static String atWeight(Entry newest) {
            return "%s at %s, %.0f requests".formatted(
                    Figures.length(newest.observation().dwell().lengthAt(newest.time())), newest.observation().weight(),
                    newest.observation().dwell().requests());
        }
    }

    /** @param entries newest first */
    static CanaryPage of(CanaryView canary, List<Entry> entries, Instant now, Optional<String> commitLink) {
        List<DecisionLine> lines = entries.stream().map(entry -> DecisionLine.of(entry, now, commitLink)).toList();
        Optional<ReleasePart> release = entries.isEmpty() ? Optional.empty()
                : Optional.of(ReleasePart.of(newestRelease(entries), now));
        return new CanaryPage(FleetPage.Row.of(canary, now, commitLink), release, Fold.of(lines));
    }

    /** The path as the live list holds it: {@code 5 → 20 → 45}, without the repeated end. */
    public List<Integer> path() {
        return row.canary().stepWeights().stream().distinct().toList();
    }

    /** Whether Flagger holds at the end of the path rather than promotes. */
    public boolean holdsAtEnd() {
        return path().size() < row.canary().stepWeights().size();
    }

    private static List<Entry> newestRelease(List<Entry> newestFirst) {
        Release release = newestFirst.get(0).observation().release();
        List<Entry> own = new ArrayList<>(newestFirst.stream()
                .takeWhile(entry -> entry.observation().release().equals(release)).toList());
        Collections.reverse(own);
        return own;
    }
}

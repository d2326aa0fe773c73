package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Release;
import dev.serin.journal.Entry;
import dev.serin.journal.Glance;

/**
 * What the page of one canary shows.
 *
 * @param ceiling what the live list approves, in percent; 0 outside an analysis, where it limits nothing
 * @param charge who is in charge of the release, as the journal knows it: before the cluster does
 * @param telling the decision that says why the canary is where it is
 * @param release what is known of the newest release; empty before the first decision
 * @param folds all decisions that are shown, newest first
 */
public record CanaryPage(CanaryView canary, Standing standing, int ceiling, Optional<ChargeLine> charge,
        Optional<DecisionLine> telling, Optional<ReleasePart> release, List<Fold> folds) {

    /**
     * @param checksum as Flagger names the revision
     * @param atWeight how long the canary has been at its weight, and with how many requests
     */
    public record ReleasePart(String checksum, Moment since, String atWeight, String policy, WeightChart weights,
            List<Panel> panels, Numbers numbers) {

        /** @param oldestFirst at least one */
        static ReleasePart of(List<Entry> oldestFirst, Instant now) {
            Entry newest = oldestFirst.get(oldestFirst.size() - 1);
            TimeSpan span = TimeSpan.of(oldestFirst);
            return new ReleasePart(newest.observation().release().checksum(),
                    Moment.of(newest.observation().releaseSince(), now), atWeight(newest),
                    newest.ruling().policy().name(), WeightChart.of(oldestFirst, span), Panel.of(oldestFirst, span),
                    Numbers.of(oldestFirst));
        }

        private static String atWeight(Entry newest) {
            return "%s at %s, %.0f requests".formatted(
                    Figures.length(newest.observation().dwell().lengthAt(newest.time())), newest.observation().weight(),
                    newest.observation().dwell().requests());
        }
    }

    /**
     * @param entries newest first
     * @param charge who is in charge
     * @param pushedBy what was committed before that should be live
     */
    static CanaryPage of(CanaryView canary, List<Entry> entries, Optional<ChargeLine> charge, Instant now, Instant pushedBy,
            Duration heldAfter, Optional<String> commitLink) {
        List<DecisionLine> lines = entries.stream().map(entry -> DecisionLine.of(entry, now, commitLink)
                .applied(Applied.of(entry, entries, canary, pushedBy))).toList();
        return new CanaryPage(canary, Standing.of(canary, now, heldAfter), ceiling(canary), charge,
                telling(canary, entries, lines), release(entries, now), Fold.of(lines));
    }

    private static int ceiling(CanaryView canary) {
        List<Integer> path = canary.stepWeights();
        return path.isEmpty() || !canary.phase().isAnalysis() ? 0
                : Math.max(0, Math.min(100, path.get(path.size() - 1)));
    }

    private static Optional<DecisionLine> telling(CanaryView canary, List<Entry> entries, List<DecisionLine> lines) {
        long sequence = canary.telling().map(Glance.Telling::sequence).orElse(-1L);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).sequence() == sequence) {
                return Optional.of(lines.get(i));
            }
        }
        return lines.stream().findFirst();
    }

    private static Optional<ReleasePart> release(List<Entry> entries, Instant now) {
        return entries.isEmpty() ? Optional.empty() : Optional.of(ReleasePart.of(underWay(newestRelease(entries)), now));
    }

    /** The path as the live list holds it: {@code 5 → 20 → 45}, without the repeated end. */
    public List<Integer> path() {
        return canary.stepWeights().stream().distinct().toList();
    }

    /** Whether Flagger holds at the end of the path rather than promotes. */
    public boolean holdsAtEnd() {
        return path().size() < canary.stepWeights().size();
    }

    /** From its first traffic to its end: what came before and after would only make the charts narrow. */
    private static List<Entry> underWay(List<Entry> release) {
        List<Entry> own = release.stream().filter(entry -> !entry.observation().canary().phase().isIdle()).toList();
        return own.isEmpty() ? release : own;
    }

    private static List<Entry> newestRelease(List<Entry> newestFirst) {
        Release release = newestFirst.get(0).observation().release();
        List<Entry> own = new ArrayList<>(newestFirst.stream()
                .takeWhile(entry -> entry.observation().release().equals(release)).toList());
        Collections.reverse(own);
        return own;
    }
}

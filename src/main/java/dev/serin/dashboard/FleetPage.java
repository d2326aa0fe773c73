package dev.serin.dashboard;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the page of all canaries shows.
 *
 * @param tallies how many canaries stand where; groups without any are left out
 * @param staleBecause why nothing on the page is live; empty when it is
 */
public record FleetPage(List<Row> rows, List<Tally> tallies, Optional<String> staleBecause) {

    public record Tally(Standing standing, long count) {
    }

    /** @param ceiling what the live list approves, in percent; 0 outside an analysis, where it limits nothing */
    public record Row(CanaryView canary, Standing standing, int ceiling, Optional<DecisionLine> decision) {

        static Row of(CanaryView canary, Instant now, Optional<String> commitLink) {
            return new Row(canary, Standing.of(canary.phase()), ceiling(canary),
                    canary.telling().map(entry -> DecisionLine.of(entry, now, commitLink)));
        }

        private static int ceiling(CanaryView canary) {
            List<Integer> path = canary.stepWeights();
            return path.isEmpty() || !canary.phase().isAnalysis() ? 0
                    : Math.max(0, Math.min(100, path.get(path.size() - 1)));
        }
    }

    static FleetPage of(FleetView fleet, Instant now, Optional<String> commitLink) {
        List<Row> rows = fleet.canaries().stream().map(canary -> Row.of(canary, now, commitLink)).toList();
        return new FleetPage(rows, tallies(rows), fleet.staleBecause());
    }

    private static List<Tally> tallies(List<Row> rows) {
        return Arrays.stream(Standing.values())
                .map(standing -> new Tally(standing, rows.stream().filter(row -> row.standing() == standing).count()))
                .filter(tally -> tally.count() > 0).toList();
    }
}

package dev.serin.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.serin.canary.Action;
import dev.serin.canary.Phase;
import dev.serin.gitops.Change;
import dev.serin.journal.Glance;

/**
 * What the page of all canaries shows.
 *
 * @param rows those that were asked for, in their order
 * @param tallies how many canaries stand where, whatever standing was asked for
 * @param count of all canaries, asked for or not
 * @param namespaces that can be asked for, as phases
 * @param staleBecause why nothing on the page is live; empty when it is
 */
public record FleetPage(FleetQuery query, List<Row> rows, List<Tally> tallies, int count, List<String> namespaces,
        List<Phase> phases, Optional<String> staleBecause) {

    private static final int REASON_MAX = 110;

    /** @param chosen whether only these are shown */
    public record Tally(Standing standing, long count, String href, boolean chosen) {
    }

    /**
     * @param charge who is in charge
     * @param path the weights of the newest release as a tiny line
     */
    public record Row(CanaryView canary, Standing standing, Optional<String> charge, String path, Optional<Told> told) {

        static Row of(CanaryView canary, Instant now, Duration heldAfter) {
            return new Row(canary, Standing.of(canary, now, heldAfter),
                    canary.charge(now).map(charge -> charge.person() + " until " + Moment.utc("HH:mm").format(charge.until())),
                    canary.glance().map(glance -> Sparkline.of(glance.path(), canary)).orElse(""),
                    canary.telling().map(telling -> Told.of(telling, now)));
        }

        /** Of the row on the page. */
        public String id() {
            return "c-" + canary.ref().namespace() + "." + canary.ref().name();
        }

        private Instant lastTime() {
            return canary.telling().map(Glance.Telling::time).orElse(Instant.EPOCH);
        }
    }

    /**
     * The decision that tells, short.
     *
     * @param reason cut to what fits a line or two; the whole is on the canary's page
     * @param failed whether it could not be committed
     */
    public record Told(Action action, String step, String reason, Moment time, boolean failed) {

        static Told of(Glance.Telling telling, Instant now) {
            return new Told(telling.action(), DecisionLine.step(telling.action(), telling.from(), telling.to()),
                    cut(telling.action(), telling.reason()), Moment.of(telling.time(), now),
                    telling.change().filter(Change.Failed.class::isInstance).isPresent());
        }

        /** Without the action at its beginning, which stands beside it, and up to the last word that fits. */
        private static String cut(Action action, String whole) {
            String reason = whole.replaceFirst("^" + action.word() + " (at|to|from|[0-9]+ % to) [0-9]+ %: ", "");
            if (reason.length() <= REASON_MAX) {
                return reason;
            }
            int space = reason.lastIndexOf(' ', REASON_MAX - 1);
            return reason.substring(0, space > REASON_MAX / 2 ? space : REASON_MAX - 1) + " …";
        }
    }

    static FleetPage of(FleetView fleet, FleetQuery query, Instant now, Duration heldAfter) {
        List<Row> found = fleet.canaries().stream().filter(query::finds).map(canary -> Row.of(canary, now, heldAfter)).toList();
        return new FleetPage(query,
                found.stream().filter(row -> query.finds(row.standing())).sorted(by(query.order())).toList(),
                tallies(found, query), fleet.canaries().size(),
                fleet.canaries().stream().map(canary -> canary.ref().namespace()).distinct().sorted().toList(),
                fleet.canaries().stream().map(CanaryView::phase).filter(phase -> phase != Phase.NONE).distinct().sorted()
                        .toList(),
                fleet.staleBecause());
    }

    private static List<Tally> tallies(List<Row> rows, FleetQuery query) {
        return Arrays.stream(Standing.values())
                .map(standing -> new Tally(standing, rows.stream().filter(row -> row.standing() == standing).count(),
                        query.href(standing), query.standing().filter(chosen -> chosen == standing).isPresent()))
                .toList();
    }

    /** Of equals the name decides: a list that jumps cannot be read. */
    private static Comparator<Row> by(FleetQuery.Order order) {
        Comparator<Row> first = switch (order) {
            case TROUBLE -> Comparator.comparing(Row::standing);
            case NAME -> Comparator.comparing(row -> row.canary().ref().name());
            case WEIGHT -> Comparator.comparing((Row row) -> row.canary().weight()).reversed();
            case TIME -> Comparator.comparing(Row::lastTime).reversed();
        };
        return first.thenComparing(row -> row.canary().ref());
    }
}

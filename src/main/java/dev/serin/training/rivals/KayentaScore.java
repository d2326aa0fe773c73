package dev.serin.training.rivals;

import java.util.List;

import dev.serin.training.rivals.KayentaMetric.Classification;

/** How Kayenta's judge sums up: 0..100. Muted metrics are left out before. */
final class KayentaScore {

    /** A run scores above this or the canary fails; Kayenta has no default, this is its documentation's. */
    static final double MARGINAL = 75;

    /** @param weight in percent; negative for an equal part of what the others leave */
    record Group(double weight, List<Result> results) {

        static Group unweighted(Result... results) {
            return new Group(-1, List.of(results));
        }
    }

    record Result(Classification classification, boolean critical) {
    }

    private KayentaScore() {
    }

    static double of(List<Group> groups) {
        List<Result> all = groups.stream().flatMap(group -> group.results().stream()).toList();
        long noData = all.stream().filter(result -> result.classification() == Classification.NODATA).count();
        boolean failedCritical = all.stream()
                .anyMatch(result -> result.critical() && result.classification() != Classification.PASS);
        if (failedCritical || 2 * noData >= all.size()) {
            return 0;
        }
        double given = groups.stream().mapToDouble(Group::weight).filter(weight -> weight >= 0).sum();
        double share = (100 - given) / groups.stream().filter(group -> group.weight() < 0).count();
        double sum = groups.stream().mapToDouble(group -> score(group) * (group.weight() < 0 ? share : group.weight()) / 100)
                .sum();
        return Math.round(sum * 100) / 100.0;
    }

    private static double score(Group group) {
        double passed = count(group, Classification.PASS);
        double counted = passed + count(group, Classification.HIGH) + count(group, Classification.LOW)
                + count(group, Classification.NODATA_FAIL);
        return counted == 0 ? 100 : 100 * passed / counted;
    }

    private static double count(Group group, Classification wanted) {
        return group.results().stream().filter(result -> result.classification() == wanted).count();
    }
}

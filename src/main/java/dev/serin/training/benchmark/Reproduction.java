package dev.serin.training.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What an independent prototype's simulator gave for a rival on releases drawn alike, and what the mixed set gives. Where they
 * lie near each other, the set is as hard as the one that the goals were made for.
 */
public record Reproduction(String policy, double goodPromoted, double badCaught, Optional<Estimate> goodPromotedHere,
        Optional<Estimate> badCaughtHere) {

    private record Expected(String policy, double goodPromoted, double badCaught) {
    }

    private static final List<Expected> PROTOTYPE = List.of(new Expected("flagger-default", 0.890, 0.363),
            new Expected("flagger-aggressive", 0.958, 0.290), new Expected("flagger-tuned", 0.638, 0.724),
            new Expected("kayenta", 0.848, 0.631), new Expected("msprt", 0.718, 0.812),
            new Expected("msprt-tuned", 0.682, 0.907), new Expected("msprt-tuned-bake", 0.846, 0.910),
            new Expected("bayes-filter", 0.868, 0.941));

    /** One for each rival that the prototype had. */
    public static List<Reproduction> of(List<Row> rows) {
        return PROTOTYPE.stream().map(expected -> new Reproduction(expected.policy(), expected.goodPromoted(),
                expected.badCaught(), figure(rows, expected.policy(), Figure.GOOD_PROMOTED),
                figure(rows, expected.policy(), Figure.BAD_CAUGHT))).toList();
    }

    /** For a terminal. */
    String line() {
        return "%s: good promoted %s, prototype %s; bad caught %s, prototype %s".formatted(policy,
                words(Figure.GOOD_PROMOTED, goodPromotedHere), Figure.GOOD_PROMOTED.format(goodPromoted),
                words(Figure.BAD_CAUGHT, badCaughtHere), Figure.BAD_CAUGHT.format(badCaught));
    }

    private static String words(Figure figure, Optional<Estimate> estimate) {
        return estimate.map(found -> figure.format(found.value())).orElse("–");
    }

    private static Optional<Estimate> figure(List<Row> rows, String policy, Figure figure) {
        return rows.stream().filter(row -> row.set().equals("mixed") && row.policy().equals(policy)).findFirst()
                .flatMap(row -> row.figure(figure));
    }
}

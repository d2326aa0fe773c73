package dev.serin.training.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A figure in which another rule is better than a policy beyond what chance explains. */
public record RivalWin(String set, Figure figure, String rival, Estimate rivals, Estimate ours) {

    /** Knows what the releases are: no rule to lose to. */
    private static final Set<String> NO_RIVALS = Set.of("oracle");

    /** The figures that a team would choose a rule by. */
    private static final List<Figure> JUDGED = List.of(Figure.GOOD_PROMOTED, Figure.BAD_CAUGHT, Figure.HARM_BEFORE,
            Figure.HARM_TOTAL, Figure.MINUTES_TO_FULL_MEDIAN, Figure.MINUTES_TO_ROLLBACK_MEDIAN);

    /**
     * All of them, in the order of the rows.
     *
     * @param ours the policy's name; others that start with it are not its rivals
     */
    public static List<RivalWin> over(String ours, List<Row> rows) {
        List<RivalWin> wins = new ArrayList<>();
        for (Row row : rows) {
            if (!NO_RIVALS.contains(row.policy()) && !row.policy().startsWith(ours)) {
                rows.stream().filter(mine -> mine.policy().equals(ours) && mine.set().equals(row.set()))
                        .forEach(mine -> wins.addAll(between(row, mine)));
            }
        }
        return wins;
    }

    private static List<RivalWin> between(Row rival, Row ours) {
        List<RivalWin> wins = new ArrayList<>();
        for (Figure figure : JUDGED) {
            rival.figure(figure).ifPresent(theirs -> ours.figure(figure).filter(mine -> figure.isClearlyBetter(theirs, mine))
                    .ifPresent(mine -> wins.add(new RivalWin(rival.set(), figure, rival.policy(), theirs, mine))));
        }
        return wins;
    }

    /** For a terminal. */
    String line() {
        return "%s, %s: %s %s, ours %s".formatted(set, figure.words(), rival, figure.format(rivals), figure.format(ours));
    }
}

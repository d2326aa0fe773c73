package dev.serin.training.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * What Serin's policy has to reach.
 *
 * @param floor the least that is accepted
 * @param goal what is wanted
 */
public record Goal(String words, String set, Figure figure, double floor, double goal) {

    /**
     * In the order of the table. Seconds of harm are counted at any weight: whoever raises it early harms longer, not shorter.
     */
    public static final List<Goal> ALL = List.of(
            new Goal("good releases promoted", "mixed", Figure.GOOD_PROMOTED, 0.97, 0.985),
            new Goal("bad releases caught", "mixed", Figure.BAD_CAUGHT, 0.96, 0.98),
            new Goal("harm before the decision, full-traffic-seconds", "mixed", Figure.HARM_BEFORE, 1.3, 0.7),
            new Goal("harm in total, full-traffic-seconds", "mixed", Figure.HARM_TOTAL, 1.65, 0.9),
            new Goal("healthy service over 50 rps: median minutes to full traffic", "healthy-over-50",
                    Figure.MINUTES_TO_FULL_MEDIAN, 10, 6),
            new Goal("clear regressions: median seconds of harm", "clear-regressions", Figure.SECONDS_WITH_TRAFFIC_MEDIAN, 60,
                    20),
            new Goal("changed noise: good promoted", "changed-noise", Figure.GOOD_PROMOTED, 0.90, 0.95),
            new Goal("changed noise: bad caught", "changed-noise", Figure.BAD_CAUGHT, 0.96, 0.97),
            new Goal("A/A on recorded services: wrong rollbacks", "petshop-a-a", Figure.WRONG_ROLLBACKS, 0.03, 0.01));

    /** How a policy stands to a goal. */
    public enum Reached {
        GOAL("goal reached"),
        FLOOR("floor reached"),
        NEITHER("not reached"),
        NOT_PLAYED("not played");

        private final String words;

        Reached(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** @param estimate empty when the set was not played */
    public record Result(Goal goal, Optional<Estimate> estimate, Reached reached) {

        /** For a terminal. */
        String line() {
            Figure figure = goal.figure();
            return "%s: %s, floor %s, goal %s: %s".formatted(goal.words(), estimate.map(figure::format).orElse("–"),
                    figure.format(goal.floor()), figure.format(goal.goal()), reached.words());
        }
    }

    /** How one policy stands to every goal. */
    public static List<Result> results(List<Row> rows, String policy) {
        return ALL.stream().map(goal -> goal.result(rows, policy)).toList();
    }

    Result result(List<Row> rows, String policy) {
        Optional<Estimate> estimate = rows.stream().filter(row -> row.set().equals(set) && row.policy().equals(policy))
                .findFirst().flatMap(row -> row.figure(figure));
        return new Result(this, estimate, estimate.map(found -> reached(found.value())).orElse(Reached.NOT_PLAYED));
    }

    private Reached reached(double value) {
        if (!figure.isBetter(goal, value)) {
            return Reached.GOAL;
        }
        return figure.isBetter(floor, value) ? Reached.NEITHER : Reached.FLOOR;
    }
}

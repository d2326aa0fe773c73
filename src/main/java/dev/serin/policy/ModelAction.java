package dev.serin.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.serin.canary.Weight;

/** What a model chooses between, in the order of its output. A new action, or another order, needs new models. */
public enum ModelAction {
    HOLD("hold", 0),
    ADVANCE_1("+1", 1),
    ADVANCE_5("+5", 5),
    ADVANCE_10("+10", 10),
    ADVANCE_30("+30", 30),
    PROMOTE("promote", 0),
    ROLLBACK("rollback", 0);

    private static final ModelAction[] ACTIONS = values();
    /** By action and weight: masks ask about all actions at every look, and a learner looks millions of times. */
    private static final List<List<Optional<Proposal>>> CONSIDERED = Arrays.stream(ACTIONS).map(ModelAction::considered)
            .toList();

    private final String word;
    private final int points;

    ModelAction(String word, int points) {
        this.word = word;
        this.points = points;
    }

    /** As in a model's metadata. */
    public String word() {
        return word;
    }

    /** The words as a model's metadata {@code serin.actions} has them: in order, joined by commas. */
    public static String words() {
        return Arrays.stream(values()).map(ModelAction::word).collect(Collectors.joining(","));
    }

    /** 1 for each action that may be chosen, else 0, in order. Holding always may. */
    public static float[] mask(Weight from, Predicate<Proposal> permitted) {
        float[] mask = new float[ACTIONS.length];
        for (ModelAction action : ACTIONS) {
            mask[action.ordinal()] = action == HOLD || action.isPermitted(from, permitted) ? 1 : 0;
        }
        return mask;
    }

    private boolean isPermitted(Weight from, Predicate<Proposal> permitted) {
        return CONSIDERED.get(ordinal()).get(from.percent()).filter(permitted).isPresent();
    }

    private List<Optional<Proposal>> considered() {
        return IntStream.rangeClosed(0, 100).mapToObj(percent -> at(new Weight(percent), "considered")).toList();
    }

    /** What it means at a weight; empty where the step would leave no traffic to the primary. */
    public Optional<Proposal> at(Weight from, String reason) {
        if (points > 0) {
            int to = from.percent() + points;
            return to > 99 ? Optional.empty() : Optional.of(Proposal.advance(new Weight(to), reason));
        }
        return Optional.of(this == PROMOTE ? Proposal.promote(reason)
                : this == ROLLBACK ? Proposal.rollback(reason) : Proposal.hold(from, reason));
    }
}

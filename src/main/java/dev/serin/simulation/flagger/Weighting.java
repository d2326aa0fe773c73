package dev.serin.simulation.flagger;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Flagger's weight arithmetic ({@code maxWeight} and {@code nextStepWeight} in pkg/controller/scheduler.go), kept with
 * its surprises: see the tests.
 *
 * @param stepWeight points per step; may be 0 or negative, both hold
 * @param maxWeight where promotion starts, not a cap; 0 means 100
 * @param stepWeights the weights one by one; count only when {@code stepWeight} is not positive
 * @param stepWeightPromotion points per step on the way back to the primary; 0 means all at once
 */
public record Weighting(int stepWeight, int maxWeight, List<Integer> stepWeights, int stepWeightPromotion) {

    static final int TOTAL = 100;

    public Weighting {
        stepWeights = List.copyOf(stepWeights);
    }

    static Weighting of(JsonNode analysis) {
        List<Integer> stepWeights = new ArrayList<>();
        analysis.path("stepWeights").forEach(weight -> stepWeights.add(weight.asInt()));
        return new Weighting(analysis.path("stepWeight").asInt(), analysis.path("maxWeight").asInt(), stepWeights,
                analysis.path("stepWeightPromotion").asInt());
    }

    /** The weight from which the canary is promoted. */
    public int ceiling() {
        if (!stepWeights.isEmpty()) {
            return Math.min(TOTAL, stepWeights.get(stepWeights.size() - 1));
        }
        return maxWeight > 0 ? maxWeight : TOTAL;
    }

    /**
     * Points to add at this weight. A weight that the list lacks, or its last entry, gives all that is left: that is how
     * a stale list sends a canary to 100 %.
     */
    public int nextStep(int weight) {
        if (stepWeight > 0 || stepWeights.isEmpty()) {
            return stepWeight;
        }
        int rest = TOTAL - weight;
        if (rest == 0) {
            return 1;
        }
        return Math.min(rest, weight == 0 ? stepWeights.get(0) : stepFrom(weight, rest));
    }

    private int stepFrom(int weight, int rest) {
        int at = stepWeights.subList(0, stepWeights.size() - 1).indexOf(weight);
        return at < 0 ? rest : stepWeights.get(at + 1) - weight;
    }
}

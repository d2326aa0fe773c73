package dev.serin.policy;

import java.util.Map;
import java.util.Optional;

import dev.serin.canary.InvalidField;

/**
 * Shifts a model between two mistakes without training it anew: its log-odds of a rollback are raised by {@link
 * #logOdds()} and those of a promotion lowered by half of that. Above 0 more bad releases are caught and more good ones are
 * rolled back, and a promotion takes longer; below 0 it is the other way round.
 *
 * @param logOdds -10..10; 0 leaves the model as it was trained
 */
public record Caution(double logOdds) {

    /** The annotation of a Canary that overrides the global setting. */
    public static final String ANNOTATION = "serin.dev/caution";

    /**
     * What is used where nothing else is configured: noise that no training has seen costs bad releases first, and the shipped
     * model has good ones to spare for them. Chosen on releases of the benchmark's sets with other seeds.
     */
    public static final String USUAL = "0.6";

    static final Caution NONE = new Caution(0);
    static final double MAX = 10;

    /** @throws InvalidField outside -10..10 */
    public Caution {
        if (!(Math.abs(logOdds) <= MAX)) {
            throw new InvalidField("caution", "is out of range", "use a number from -10 to 10");
        }
    }

    /** What is wrong with a Canary's annotation; empty when nothing is, or when there is none. */
    public static Optional<InvalidField> problem(Map<String, String> annotations) {
        return annotations.containsKey(ANNOTATION) && read(annotations).isEmpty()
                ? Optional.of(new InvalidField(ANNOTATION, "cannot be read", "write a number from -10 to 10"))
                : Optional.empty();
    }

    private static Optional<Caution> read(Map<String, String> annotations) {
        try {
            return Optional.ofNullable(annotations.get(ANNOTATION)).map(text -> new Caution(Double.parseDouble(text.strip())));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** One that cannot be read changes nothing here; the guardrails keep its canary where it is. */
    Caution overriddenBy(Map<String, String> annotations) {
        return annotations.isEmpty() ? this : read(annotations).orElse(this);
    }

    /**
     * To add k to the logit of one action is to multiply its probability by e to the k and to make the sum 1 again:
     * so any model can be shifted, whatever it is made of.
     *
     * @param probabilities one for each {@link ModelAction}
     */
    double[] shift(float[] probabilities) {
        double[] shifted = new double[probabilities.length];
        double sum = 0;
        for (ModelAction action : ModelAction.values()) {
            int i = action.ordinal();
            shifted[i] = probabilities[i] * factor(action);
            sum += shifted[i];
        }
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = sum > 0 ? shifted[i] / sum : 0;
        }
        return shifted;
    }

    private double factor(ModelAction action) {
        return action == ModelAction.ROLLBACK ? Math.exp(logOdds)
                : action == ModelAction.PROMOTE ? Math.exp(-logOdds / 2) : 1;
    }
}

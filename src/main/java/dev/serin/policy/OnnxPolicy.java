package dev.serin.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.observation.Observation;
import dev.serin.policy.Explanation.ActionProbability;

/**
 * A trained model, run by ONNX Runtime. What the guardrails forbid is masked before the model chooses, and the choice
 * is made among the permitted actions only, whatever the model answers. {@link Caution} shifts it without training. The
 * first step, at weight 0, is not the model's: nothing is known yet.
 */
public final class OnnxPolicy implements Policy, AutoCloseable {

    public static final String NAME = "onnx";

    /** How far rounding may take the sum of the probabilities from 1. */
    private static final double ROUNDING = 1e-2;

    private final OnnxModel model;
    private final Caution caution;
    private final PolicyRef ref;

    /** A model as it was trained. */
    public OnnxPolicy(byte[] bytes) {
        this(bytes, Caution.NONE);
    }

    /**
     * @param bytes the whole model file, see {@link OnnxModel} for what it must offer
     * @param caution where a Canary's annotation says nothing else
     * @throws InvalidField naming the first thing that does not fit, and what to do
     * @throws Outage when ONNX Runtime has no library for this machine
     */
    public OnnxPolicy(byte[] bytes, Caution caution) {
        this.model = OnnxModel.load(bytes);
        this.caution = caution;
        this.ref = PolicyRef.ofModel(NAME, bytes);
    }

    @Override
    public PolicyRef ref() {
        return ref;
    }

    @Override
    public Map<String, String> metadata() {
        return model.metadata();
    }

    /** A model is asked only about what it has met in training: intervals and traffic in its range, telemetry that is there. */
    @Override
    public Optional<String> unfit(Observation seen) {
        return seen.weight().isZero() ? Optional.empty()
                : MissingTelemetry.of(seen).or(() -> model.ranges().left(seen)).or(() -> notANumber(seen));
    }

    private static Optional<String> notANumber(Observation seen) {
        float[] vector = ObservationEncoder.encode(seen);
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                return Optional.of("the feature " + ObservationEncoder.features().get(i).name() + " is not a number");
            }
        }
        return Optional.empty();
    }

    /** @throws Outage when ONNX Runtime fails or answers with something that is no probability */
    @Override
    public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        if (seen.weight().isZero()) {
            return FirstStep.propose(seen, permitted);
        }
        double[] probabilities = probabilities(seen, ModelAction.mask(seen.weight(), permitted));
        ModelAction chosen = mostProbable(probabilities);
        return chosen.at(seen.weight(), reason(seen, chosen, probabilities)).orElseThrow();
    }

    /** How probable the model finds each permitted action, the most probable first. The canary has traffic. */
    public List<ActionProbability> probabilities(Observation seen, Predicate<Proposal> permitted) {
        float[] mask = ModelAction.mask(seen.weight(), permitted);
        return listed(probabilities(seen, mask), mask);
    }

    private double[] probabilities(Observation seen, float[] mask) {
        return probabilities(new float[][] { ObservationEncoder.encode(seen) }, mask, cautionFor(seen))[0];
    }

    private Caution cautionFor(Observation seen) {
        return caution.overriddenBy(seen.canary().annotations());
    }

    /** One row for each vector; 0 for what is forbidden, whatever the model thinks of the mask. */
    private double[][] probabilities(float[][] vectors, float[] mask, Caution shift) {
        float[][] masks = new float[vectors.length][];
        Arrays.fill(masks, mask);
        float[][] answers = model.probabilities(vectors, masks);
        return Arrays.stream(answers).map(answer -> shift.shift(permitted(answer, mask))).toArray(double[][]::new);
    }

    private static float[] permitted(float[] answer, float[] mask) {
        double sum = 0;
        float[] masked = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            requireProbability(answer[i] >= 0);
            sum += answer[i];
            masked[i] = mask[i] * answer[i];
        }
        requireProbability(Math.abs(sum - 1) <= ROUNDING);
        return masked;
    }

    private static void requireProbability(boolean is) {
        if (!is) {
            throw new Outage("The model answered with something that is no probability");
        }
    }

    private static ModelAction mostProbable(double[] probabilities) {
        ModelAction best = ModelAction.HOLD;
        for (ModelAction action : ModelAction.values()) {
            best = probabilities[action.ordinal()] > probabilities[best.ordinal()] ? action : best;
        }
        return best;
    }

    private String reason(Observation seen, ModelAction chosen, double[] probabilities) {
        return "%s at %s: the model's probability is %s, hold %s, rollback %s%s; %s".formatted(chosen.word(), seen.weight(),
                words(probabilities, chosen), words(probabilities, ModelAction.HOLD),
                words(probabilities, ModelAction.ROLLBACK), ownCaution(seen), Findings.of(seen));
    }

    private static String words(double[] probabilities, ModelAction action) {
        return String.format(Locale.ROOT, "%.2f", probabilities[action.ordinal()]);
    }

    /** The canary's own, where it has one that is not the usual. */
    private String ownCaution(Observation seen) {
        Caution own = cautionFor(seen);
        return own.equals(caution) ? "" : String.format(Locale.ROOT, " with caution %+.1f", own.logOdds());
    }

    @Override
    public Explanation explain(Opinion wanted, Observation seen, BiPredicate<Proposal, Observation> permitted) {
        Explanation whatIf = Policy.super.explain(wanted, seen, permitted);
        if (seen.weight().isZero()) {
            return whatIf;
        }
        float[] mask = ModelAction.mask(seen.weight(), proposal -> permitted.test(proposal, seen));
        double[] probabilities = probabilities(seen, mask);
        int chosen = mostProbable(probabilities).ordinal();
        return whatIf.with(listed(probabilities, mask), GroupShares.of(ObservationEncoder.encode(seen),
                ModelAction.values()[chosen], vectors -> column(probabilities(vectors, mask, cautionFor(seen)), chosen)));
    }

    private static double[] column(double[][] rows, int index) {
        return Arrays.stream(rows).mapToDouble(row -> row[index]).toArray();
    }

    private static List<ActionProbability> listed(double[] probabilities, float[] mask) {
        return Arrays.stream(ModelAction.values()).filter(action -> mask[action.ordinal()] > 0)
                .map(action -> new ActionProbability(action.word(), probabilities[action.ordinal()]))
                .sorted(Comparator.comparingDouble(ActionProbability::probability).reversed()).toList();
    }

    @Override
    public void close() {
        model.close();
    }
}

package dev.serin.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.observation.Observation;

/**
 * A trained model, run by ONNX Runtime. What the guardrails forbid is masked before the model chooses, and the choice
 * is made among the permitted actions only, whatever the model answers. The first step, at weight 0, is not the
 * model's: nothing is known yet.
 */
public final class OnnxPolicy implements Policy, AutoCloseable {

    public static final String NAME = "onnx";

    private final OnnxModel model;
    private final PolicyRef ref;

    /**
     * @param bytes the whole model file, see {@link OnnxModel} for what it must offer
     * @throws InvalidField naming the first thing that does not fit, and what to do
     */
    public OnnxPolicy(byte[] bytes) {
        this.model = OnnxModel.load(bytes);
        this.ref = PolicyRef.ofModel(NAME, bytes);
    }

    @Override
    public PolicyRef ref() {
        return ref;
    }

    /** @throws Outage when ONNX Runtime fails or answers with something that is no probability */
    @Override
    public Proposal propose(Observation seen, Predicate<Proposal> permitted) {
        if (seen.weight().isZero()) {
            return FirstStep.propose(seen, permitted);
        }
        float[] mask = mask(seen, permitted);
        float[] probabilities = model.probabilities(ObservationEncoder.encode(seen), mask);
        ModelAction chosen = mostProbable(probabilities, mask);
        return chosen.at(seen.weight(), reason(seen, chosen, probabilities)).orElseThrow();
    }

    private static float[] mask(Observation seen, Predicate<Proposal> permitted) {
        float[] mask = new float[ModelAction.values().length];
        for (ModelAction action : ModelAction.values()) {
            Optional<Proposal> proposal = action.at(seen.weight(), "considered").filter(permitted);
            mask[action.ordinal()] = proposal.isPresent() || action == ModelAction.HOLD ? 1 : 0;
        }
        return mask;
    }

    private static ModelAction mostProbable(float[] probabilities, float[] mask) {
        ModelAction best = ModelAction.HOLD;
        for (ModelAction action : ModelAction.values()) {
            float probability = probabilities[action.ordinal()];
            if (!(probability >= 0 && probability <= 1.001)) {
                throw new Outage("The model answered with something that is no probability");
            }
            boolean better = probability > probabilities[best.ordinal()];
            best = mask[action.ordinal()] > 0 && better ? action : best;
        }
        return best;
    }

    private static String reason(Observation seen, ModelAction chosen, float[] probabilities) {
        return "%s at %s: the model's probability is %s, hold %s, rollback %s; %s".formatted(chosen.word(), seen.weight(),
                words(probabilities, chosen), words(probabilities, ModelAction.HOLD),
                words(probabilities, ModelAction.ROLLBACK),
                Findings.of(seen));
    }

    private static String words(float[] probabilities, ModelAction action) {
        return String.format(Locale.ROOT, "%.2f", probabilities[action.ordinal()]);
    }

    @Override
    public void close() {
        model.close();
    }
}

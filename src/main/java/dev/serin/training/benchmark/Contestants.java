package dev.serin.training.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.serin.canary.InvalidField;
import dev.serin.observation.Observation;
import dev.serin.policy.Caution;
import dev.serin.policy.Explanation.ActionProbability;
import dev.serin.policy.FallbackPolicy;
import dev.serin.policy.ModelAction;
import dev.serin.policy.OnnxPolicy;
import dev.serin.policy.SequentialTestPolicy;
import dev.serin.policy.SequentialTestSettings;
import dev.serin.training.rivals.Rivals;

/** Who takes part: Serin's policies, then the rivals. */
public final class Contestants {

    /** The learned policy as production runs it: behind the same fallback and guardrails. */
    public static final String SERIN = "serin";

    private static final String SHIPPED = "/policy/policy.onnx";

    /**
     * The front between two mistakes, from one model. 0 is the model as it was trained, {@link #SERIN} has the usual caution.
     */
    private static final double[] CAUTIONS = { -4, -2, 0, 2, 4, 6.5 };

    private Contestants() {
    }

    /** @param model the learned policy; without one Serin takes part with its sequential test alone */
    static List<Contestant> of(Optional<byte[]> model) {
        List<Contestant> all = new ArrayList<>();
        model.ifPresent(bytes -> all.add(learned(SERIN, bytes, Double.parseDouble(Caution.USUAL))));
        all.add(new GuardedContestant("sequential-test", new SequentialTestPolicy(SequentialTestSettings.DEFAULT)));
        Rivals.all().forEach(rival -> all.add(new RivalContestant(rival)));
        return all;
    }

    /** The learned policy once more, at several cautions; for the mixed set. */
    static List<Contestant> atCautions(byte[] model) {
        List<Contestant> all = new ArrayList<>();
        for (double caution : CAUTIONS) {
            all.add(learned(String.format(Locale.ROOT, "%s, caution %+.1f", SERIN, caution), model, caution));
        }
        return all;
    }

    private static Contestant learned(String name, byte[] model, double caution) {
        OnnxPolicy policy = new OnnxPolicy(model, new Caution(caution));
        return new GuardedContestant(name,
                new FallbackPolicy(policy, new SequentialTestPolicy(SequentialTestSettings.DEFAULT)),
                seen -> rollbackProbability(policy, seen));
    }

    /** A model states no P(bad): how probable it finds the rollback stands for it. Empty where the fallback decides. */
    private static OptionalDouble rollbackProbability(OnnxPolicy policy, Observation seen) {
        return policy.unfit(seen).isPresent() ? OptionalDouble.empty()
                : policy.probabilities(seen, proposal -> true).stream()
                        .filter(action -> action.action().equals(ModelAction.ROLLBACK.word()))
                        .mapToDouble(ActionProbability::probability).findFirst();
    }

    /**
     * @param file the shipped model when empty
     * @return empty when none is given and none is shipped
     * @throws InvalidField when the file cannot be read
     */
    static Optional<byte[]> model(Optional<Path> file) {
        try (InputStream shipped = Contestants.class.getResourceAsStream(SHIPPED)) {
            return file.isPresent() ? Optional.of(Files.readAllBytes(file.get()))
                    : shipped == null ? Optional.empty() : Optional.of(shipped.readAllBytes());
        } catch (IOException unreadable) {
            throw new InvalidField("--model", "cannot be read", "name a model file");
        }
    }
}

package dev.serin.policy;

import static dev.serin.observation.Traffic.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import dev.serin.canary.Action;
import dev.serin.canary.InvalidField;
import dev.serin.canary.Outage;
import dev.serin.canary.Weight;
import dev.serin.observation.Observation;
import dev.serin.observation.VersionReading;

class OnnxPolicyTest {

    /** Prefers +30, then promote, then +10, then hold. */
    private static final float[] EAGER = { 1, 0, 0, 2, 6, 4, 0 };

    private final Observation seen = Observations.repeated(10, 3, counted(1000, 1), counted(9000, 9));

    @Test
    void doesWhatTheModelPrefers() {
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(EAGER).bytes())) {
            Proposal proposal = policy.propose(seen, wanted -> true);
            assertEquals(new Weight(40), proposal.to());
            assertTrue(proposal.reason().startsWith("+30 at 10 %: the model's probability is 0.8"), proposal.reason());
            assertTrue(proposal.reason().endsWith("errors 0.10 % of 3,000 against 0.10 % of 27,000"), proposal.reason());
        }
    }

    @Test
    void choosesAmongWhatIsPermittedOnly() {
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(EAGER).bytes())) {
            assertEquals(new Weight(20), policy.propose(seen, wanted -> wanted.to().percent() <= 20).to());
            assertEquals(Action.HOLD, policy.propose(seen, wanted -> false).action());
        }
    }

    @Test
    void obeysTheMaskEvenWhenTheModelDoesNot() {
        OnnxFile disobedient = new OnnxFile(EAGER);
        disobedient.maskStrength = 0;
        try (OnnxPolicy policy = new OnnxPolicy(disobedient.bytes())) {
            assertEquals(new Weight(20), policy.propose(seen, wanted -> wanted.to().percent() <= 20).to());
        }
    }

    @Test
    void theModelSeesTheMaskToo() {
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(EAGER).bytes())) {
            String reason = policy.propose(seen, wanted -> wanted.action() == Action.ROLLBACK).reason();
            assertTrue(reason.contains("probability is 0.73, hold 0.73, rollback 0.27"), reason);
        }
    }

    @Test
    void neverLeavesThePrimaryWithoutTrafficByAStep() {
        Observation high = Observations.repeated(80, 3, counted(8000, 1), counted(2000, 9));
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(EAGER).bytes())) {
            assertEquals(new Weight(90), policy.propose(high, wanted -> wanted.action() != Action.PROMOTE).to());
        }
    }

    @Test
    void rollsBackWhenTheModelSaysSo() {
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(0, 0, 0, 0, 0, 0, 5).bytes())) {
            assertEquals(Action.ROLLBACK, policy.propose(seen, wanted -> true).action());
        }
    }

    @Test
    void theFirstStepIsNotTheModels() {
        Observation start = Observations.repeated(0, 1, VersionReading.missing("no series"), counted(9000, 9));
        try (OnnxPolicy policy = new OnnxPolicy(new OnnxFile(0, 0, 0, 0, 0, 0, 5).bytes())) {
            assertEquals(new Weight(5), policy.propose(start, wanted -> true).to());
        }
    }

    @Test
    void isKnownByTheChecksumOfItsFile() {
        byte[] bytes = new OnnxFile(EAGER).bytes();
        try (OnnxPolicy policy = new OnnxPolicy(bytes)) {
            assertEquals(PolicyRef.ofModel("onnx", bytes), policy.ref());
            assertTrue(policy.ref().sha256().matches("[0-9a-f]{64}"));
        }
    }

    @Test
    void anAnswerThatIsNoProbabilityIsAnOutage() {
        OnnxFile logits = new OnnxFile(EAGER);
        logits.lastOperator = "Identity";
        OnnxFile sigmoids = new OnnxFile(EAGER);
        sigmoids.lastOperator = "Sigmoid";
        for (OnnxFile file : List.of(new OnnxFile(Float.NaN, 0, 0, 0, 0, 0, 0), logits, sigmoids)) {
            try (OnnxPolicy policy = new OnnxPolicy(file.bytes())) {
                assertThrows(Outage.class, () -> policy.propose(seen, wanted -> true));
            }
        }
    }

    @Test
    void aModelWhoseBatchIsAlwaysOneIsExplainedAllTheSame() {
        OnnxFile single = new OnnxFile(EAGER).weight("errors-z-total", ModelAction.ROLLBACK, 3);
        OnnxFile any = new OnnxFile(EAGER).weight("errors-z-total", ModelAction.ROLLBACK, 3);
        single.batch = 1;
        assertEquals(explained(any), explained(single));
    }

    private Explanation explained(OnnxFile file) {
        try (OnnxPolicy policy = new OnnxPolicy(file.bytes())) {
            return policy.explain(policy.consult(seen, wanted -> true), seen, (wanted, other) -> true);
        }
    }

    @Test
    void cautionMovesProbabilityFromPromotionToRollback() {
        byte[] model = new OnnxFile(0, 0, 0, 0, 0, 2, 1).bytes();
        assertEquals(Action.PROMOTE, proposed(model, 0, seen));
        assertEquals(Action.PROMOTE, proposed(model, 0.6, seen), "1 + 0.6 < 2 - 0.3");
        assertEquals(Action.ROLLBACK, proposed(model, 0.7, seen), "1 + 0.7 > 2 - 0.35");
    }

    @Test
    void anAnnotationOverridesCaution() {
        byte[] model = new OnnxFile(0, 0, 0, 0, 0, 2, 1).bytes();
        assertEquals(Action.ROLLBACK, proposed(model, 0, Observations.annotated(seen, Caution.ANNOTATION, "4")));
        assertEquals(Action.PROMOTE, proposed(model, 4, Observations.annotated(seen, Caution.ANNOTATION, "-1")));
    }

    private static Action proposed(byte[] model, double caution, Observation seen) {
        try (OnnxPolicy policy = new OnnxPolicy(model, new Caution(caution))) {
            return policy.propose(seen, wanted -> true).action();
        }
    }

    private static void assertRefused(Consumer<OnnxFile> defect, String problem) {
        OnnxFile file = new OnnxFile(EAGER);
        defect.accept(file);
        assertRefused(file.bytes(), problem);
    }

    private static void assertRefused(byte[] bytes, String problem) {
        InvalidField refusal = assertThrows(InvalidField.class, () -> new OnnxPolicy(bytes).close());
        assertEquals("serin.policy.model", refusal.field());
        assertTrue(refusal.getMessage().contains(problem), refusal.getMessage());
    }

    @Test
    void refusesAnotherInputName() {
        assertRefused(file -> file.observation = "state", "other inputs than expected: name them mask and observation");
    }

    @Test
    void refusesAnotherOutputName() {
        assertRefused(file -> file.probabilities = "chances", "has no output probabilities: name the output of its softmax so");
    }

    @Test
    void refusesAnotherNumberOfFeatures() {
        assertRefused(file -> file.features = 36,
                "observation in another shape or type than expected: make it float [batch, 53]");
    }

    @Test
    void refusesAnotherNumberOfActions() {
        assertRefused(file -> file.actions = 5, "mask in another shape or type than expected: make it float [batch, 7]");
    }

    @Test
    void refusesAnotherVersionOfTheObservation() {
        assertRefused(file -> file.metadata.put("serin.observation.version", "0"),
                "another serin.observation.version than this version of Serin: train it again");
    }

    @Test
    void refusesOtherFeaturesAndOtherActions() {
        assertRefused(file -> file.metadata.put("serin.features", "weight"), "another serin.features");
        assertRefused(file -> file.metadata.put("serin.actions", "rollback,hold"), "another serin.actions");
    }

    @Test
    void refusesMissingMetadata() {
        assertRefused(file -> file.metadata.remove("serin.observation.version"),
                "lacks the metadata serin.observation.version");
        assertRefused(file -> file.metadata.remove("serin.features"), "lacks the metadata serin.features");
        assertRefused(file -> file.metadata.remove("serin.actions"), "lacks the metadata serin.actions");
    }

    @Test
    void refusesAFixedBatchOfMoreThanOne() {
        assertRefused(file -> file.batch = 8, "observation in another shape or type than expected");
    }

    @Test
    void refusesTrainedRangesThatCannotBeRead() {
        assertRefused(file -> file.metadata.put("serin.trained-ranges", "interval-seconds=10-60"),
                "has metadata serin.trained-ranges that cannot be read: write it as interval-seconds=10..60,requests");
    }

    @Test
    void refusesWhatIsNoModel() {
        assertRefused("not a model".getBytes(StandardCharsets.UTF_8), "is not a model that ONNX Runtime can read");
        assertRefused(new byte[0], "is not a model that ONNX Runtime can read");
    }
}

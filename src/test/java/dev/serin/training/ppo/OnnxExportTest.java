package dev.serin.training.ppo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.serin.policy.ModelAction;
import dev.serin.policy.ObservationEncoder;

/** What ONNX Runtime makes of a network that was written, against the network itself. */
class OnnxExportTest {

    private static final int OBSERVATIONS = 10_000;
    private static final float MASKED_LOGIT_MAX = -1e8f;

    private final SplittableRandom random = new SplittableRandom(11);
    private final List<ObservationEncoder.Feature> features = ObservationEncoder.features();
    private final int actions = ModelAction.values().length;
    private final Network network = Network.initial(List.of(features.size(), 64, 64, actions), 1, random);

    @Test
    void onnxRuntimeGivesTheSameProbabilitiesAndActions() throws OrtException {
        float[][] observations = observations();
        float[][] masks = masks();
        float[][][] answers = run(observations, masks);
        int sureOnes = 0;
        for (int n = 0; n < OBSERVATIONS; n++) {
            float[] ours = network.probabilities(observations[n], masks[n]);
            assertArrayEquals(ours, answers[0][n], 1e-5f, "observation " + n);
            int action = network.greedy(observations[n], masks[n]);
            assertEquals(action, MaskedSoftmax.greatest(answers[0][n], masks[n]), "observation " + n);
            assertEquals(action, MaskedSoftmax.greatest(answers[1][n], masks[n]), "observation " + n);
            sureOnes += ours[action] > 0.9 ? 1 : 0;
        }
        assertTrue(sureOnes > OBSERVATIONS / 10 && sureOnes < OBSERVATIONS, "the network must be sure and unsure: " + sureOnes);
    }

    @Test
    void maskedActionsHaveNoProbabilityAndNoLogitWorthTheName() throws OrtException {
        float[][] masks = masks();
        float[][][] answers = run(observations(), masks);
        for (int n = 0; n < OBSERVATIONS; n++) {
            for (int a = 0; a < actions; a++) {
                if (masks[n][a] == 0) {
                    assertEquals(0, answers[0][n][a]);
                    assertTrue(answers[1][n][a] < MASKED_LOGIT_MAX);
                }
            }
        }
    }

    @Test
    void theSameNetworkAndMetadataGiveTheSameBytes() {
        assertArrayEquals(OnnxExport.bytes(network, Map.of("a", "1")), OnnxExport.bytes(network.copy(), Map.of("a", "1")));
    }

    @Test
    void metadataCanBeReadFromTheModel() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxExport.bytes(network, Map.of("serin.seed", "3")))) {
            assertEquals(Map.of("serin.seed", "3"), session.getMetadata().getCustomMetadata());
        }
    }

    /** @return probabilities and logits */
    private float[][][] run(float[][] observations, float[][] masks) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxExport.bytes(network, Map.of()));
                OnnxTensor seen = OnnxTensor.createTensor(environment, observations);
                OnnxTensor allowed = OnnxTensor.createTensor(environment, masks);
                OrtSession.Result result = session.run(Map.of("observation", seen, "mask", allowed))) {
            return new float[][][] { (float[][]) result.get("probabilities").orElseThrow().getValue(),
                    (float[][]) result.get("logits").orElseThrow().getValue() };
        }
    }

    private float[][] observations() {
        float[][] rows = new float[OBSERVATIONS][features.size()];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextDouble(features.get(i).min(), features.get(i).max());
            }
        }
        return rows;
    }

    /** Holding is always allowed. */
    private float[][] masks() {
        float[][] rows = new float[OBSERVATIONS][actions];
        for (float[] row : rows) {
            for (int a = 0; a < actions; a++) {
                row[a] = a == ModelAction.HOLD.ordinal() || random.nextBoolean() ? 1 : 0;
            }
        }
        return rows;
    }
}
